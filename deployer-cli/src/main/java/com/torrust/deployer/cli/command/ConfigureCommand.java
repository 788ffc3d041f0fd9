package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code configure}. */
public final class ConfigureCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Consents consents = new Consents();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("configure", "Make the machine able to run containers.")
        .addDetails(
            "Ansible brings Docker with Compose, automatic security updates, a firewall that holds"
                + " with Docker, and a closed root login. What is as it should be is left alone: a"
                + " second call changes nothing.")
        .addDetails(
            "After a failure, an interruption or a power cut, give the same command again: it goes"
                + " on with what is there.")
        .addDetails(
            "On a registered machine nothing of others is closed, removed or restarted; what"
                + " stands in the way is named before anything is changed.")
        .addExamples(
            new Example("configure demo", "prepare the machine of 'demo'"),
            new Example(
                "configure demo --firewall manage",
                "close everything on a registered machine but SSH and the stack"))
        .addInputs(environment, consents.firewall(), consents.restartDocker())
        .effect(Effect.REMOTE_WRITE)
        .addAccepts(
            "provisioned",
            "configuring",
            "configure_failed",
            "configured",
            "releasing",
            "release_failed",
            "released",
            "run_failed",
            "running")
        .leadsTo("configured")
        .schema("configure")
        .exitCodes(List.of(3, 4, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(name -> deployer.configure(name, consents.in(settings)))
                .map(OperationResults::phase));
  }
}
