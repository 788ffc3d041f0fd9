package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Start the stack and prove that every service answers.")
public final class RunCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  /** A command of this run. */
  public RunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(name -> deployer.run(name, settings))
                .map(Results::running));
  }
}
