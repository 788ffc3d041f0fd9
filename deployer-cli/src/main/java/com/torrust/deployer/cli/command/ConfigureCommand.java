package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code configure}. */
@Command(name = "configure", mixinStandardHelpOptions = true, description = "Make the machine able to run containers.")
public final class ConfigureCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  /** A command of this run. */
  public ConfigureCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(name -> deployer.configure(name, settings))
                .map(Results::details));
  }
}
