package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code run}. */
public final class RunCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("run", "Start the stack and prove that every service answers.")
        .addDetails(
            "Pulls what is missing, starts or restarts what changed, and ends well only when every"
                + " service answers from outside and nothing restarts any more.")
        .addDetails(
            "After a failure, an interruption or a power cut, give the same command again: it goes"
                + " on with what is there.")
        .addExamples(new Example("run demo", "start the tracker"))
        .addInputs(environment)
        .effect(Effect.REMOTE_WRITE)
        .addAccepts("released", "run_failed", "running")
        .leadsTo("running")
        .schema("run")
        .exitCodes(List.of(3, 4, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(name -> deployer.run(name, settings))
                .map(OperationResults::running));
  }
}
