package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code release}. */
@Command(name = "release", mixinStandardHelpOptions = true, description = "Install the files of the stack.")
public final class ReleaseCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  /** A command of this run. */
  public ReleaseCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(name -> deployer.release(name, settings))
                .map(Results::details));
  }
}
