package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.PhaseResult;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code configure}. */
public final class ConfigureCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();

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
        .addExamples(new Example("configure demo", "prepare the machine of 'demo'"))
        .addInputs(environment)
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
                .flatMap(name -> deployer.configure(name, settings))
                .map(PhaseResult::new));
  }
}
