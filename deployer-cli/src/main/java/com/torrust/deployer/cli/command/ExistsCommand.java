package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exists}. */
@Command(
    name = "exists",
    mixinStandardHelpOptions = true,
    description = "Print true or false: whether an environment of that name is stored.")
public final class ExistsCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  /** A command of this run. */
  public ExistsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.answer(
        deployer ->
            Invocation.name(environment.text())
                .flatMap(deployer::exists)
                .map(exists -> Result.literal(exists.toString())));
  }
}
