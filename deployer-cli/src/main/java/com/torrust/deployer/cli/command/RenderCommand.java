package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.RenderResult;
import com.torrust.deployer.sdk.RenderTarget;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;

/** {@code render}. */
public final class RenderCommand implements Command {

  private final Input<String> environment =
      EnvironmentArgument.optional("Name of a stored environment.");
  private final Input<String> envName =
      Input.option(String.class, Input.TEXT, "--env-name")
          .label("<NAME>")
          .says("The same as the environment's name alone.");
  private final Input<Path> envFile =
      EnvFile.option().says("A configuration file; nothing is stored.");
  private final Input<HostAddress> instanceIp =
      InstanceIp.option("Address of the machine, as it will stand in the inventory.");
  private final Input<Path> outputDir =
      Input.option(Path.class, Input.PATH, "-o", "--output-dir")
          .label("<PATH>")
          .required()
          .says("Where to write; must not hold anything unless --force is given.");
  private final Input<Boolean> force = Input.flag("Replace what is in the folder.", "--force");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "render", "Write all artifacts of an environment or a configuration file to a folder.")
        .addDetails(
            "OpenTofu project, playbook, compose file, tracker configuration and the rest, as they"
                + " would be used: to be looked at, kept or used by hand. The same input gives the"
                + " same files.")
        .addExamples(
            new Example(
                "render --env-file demo.json --instance-ip 203.0.113.10 --output-dir preview",
                "what would be deployed?"))
        .addInputs(environment, envName, envFile, instanceIp, outputDir, force)
        .addChoices(new Choice(List.of(environment, envName, envFile), true))
        .effect(Effect.LOCAL_WRITE)
        .schema("render")
        .exitCodes(List.of(3, 5, 6, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    RenderTarget target = new RenderTarget(instanceIp.value(), outputDir.value(), force.isOn());
    return invocation.answer(
        deployer ->
            render(deployer, target)
                .map(rendered -> FileResults.rendered(rendered, source(), instanceIp.value())));
  }

  private String source() {
    return envFile
        .given()
        .map(file -> "Config file: " + file)
        .orElseGet(() -> "Environment: " + environment.given().or(envName::given).orElse(""));
  }

  private Either<DeployError, RenderResult> render(Deployer deployer, RenderTarget target) {
    return envFile
        .given()
        .map(file -> deployer.render(file, target))
        .orElseGet(
            () ->
                EnvironmentArgument.parse(environment.given().or(envName::given).orElse(""))
                    .flatMap(name -> deployer.render(name, target)));
  }
}
