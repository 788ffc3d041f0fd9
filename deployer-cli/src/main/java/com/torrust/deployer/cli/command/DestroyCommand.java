package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code destroy}. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description = "Remove the machine and everything that came with it; a registered machine is left untouched.")
public final class DestroyCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  /** A command of this run. */
  public DestroyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(
                    name ->
                        Confirmation.of(invocation.console(), yes)
                            .ask(deployer, name, List.of("its machine", "all data on it")))
                .flatMap(name -> deployer.destroy(name, settings))
                .map(Results::destroyed));
  }
}
