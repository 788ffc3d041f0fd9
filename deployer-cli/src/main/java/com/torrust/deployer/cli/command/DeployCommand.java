package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.DeployResult;
import com.torrust.deployer.sdk.DeployTarget;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.OperationOptions;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;

/** {@code deploy}. */
public final class DeployCommand implements Command {

  private final Input<String> environment =
      EnvironmentArgument.optional("Name of a stored environment; not with --env-file.");
  private final Input<Path> envFile =
      EnvFile.option().says("Create the environment from this file first, unless it exists.");
  private final Input<DeployTarget> until =
      Input.choice(DeployTarget.class, "--until")
          .label("<STATE>")
          .says("Stop at provisioned, configured, released or running; running unless given.");
  private final Consents consents = new Consents();
  private final Input<Boolean> adopt = Adoption.option();
  private final Input<Boolean> skipRun = Input.flag("The same as --until released.", "--skip-run");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "deploy",
            "Run every phase that is still missing, until the tracker runs and is proven healthy.")
        .addDetails(
            "Goes from whatever is there, phase by phase: provision (unless a machine is"
                + " registered), configure, release, run. On a running environment it proves that"
                + " all is well and does nothing else.")
        .addDetails(
            "After a failure, an interruption or a power cut, give the same command again: it goes"
                + " on with what is there.")
        .addDetails(
            "An environment keeps the configuration that it was made from. A file that asks for"
                + " something else is refused, with the members that differ.")
        .addDetails(Adoption.DETAILS)
        .addExamples(
            new Example("deploy --env-file demo.json", "from one file to a running tracker"),
            new Example("deploy demo --until released", "everything but the start"))
        .addInputs(
            environment,
            envFile,
            until,
            skipRun,
            consents.firewall(),
            consents.restartDocker(),
            adopt)
        .addChoices(
            new Choice(List.of(environment, envFile), true),
            new Choice(List.of(until, skipRun), false))
        .effect(Effect.SPENDS_MONEY)
        .addAccepts(
            "created",
            "provisioning",
            "provision_failed",
            "provisioned",
            "configuring",
            "configure_failed",
            "configured",
            "releasing",
            "release_failed",
            "released",
            "run_failed",
            "running")
        .leadsTo("running")
        .schema("deploy")
        .exitCodes(List.of(3, 4, 5, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    DeployTarget target =
        skipRun.isOn() ? DeployTarget.RELEASED : until.given().orElse(DeployTarget.RUNNING);
    return invocation.operate(
        (deployer, settings) ->
            deploy(deployer, target, Adoption.of(adopt, consents.in(settings)))
                .map(OperationResults::deployed));
  }

  private Either<DeployError, DeployResult> deploy(
      Deployer deployer, DeployTarget target, OperationOptions settings) {
    return envFile
        .given()
        .map(
            file ->
                deployer
                    .validate(file)
                    .flatMap(parsed -> deployer.deploy(parsed.config(), target, settings)))
        .orElseGet(
            () ->
                EnvironmentArgument.parse(environment.value())
                    .flatMap(name -> deployer.deploy(name, target, settings)));
  }
}
