package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code purge}. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = "Remove all local data of an environment; refused while its machine may live.")
public final class PurgeCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  @Option(
      names = {"-y", "--yes", "--force", "-f"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--abandon-resources",
      description = "Purge although the machine may live, or although the state cannot be read.")
  private boolean abandon;

  /** A command of this run. */
  public PurgeCommand(Invocation invocation) {
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
                            .ask(
                                deployer,
                                name,
                                List.of("data/" + name + " with its traces", "build/" + name)))
                .flatMap(name -> deployer.purge(name, abandon, settings))
                .map(Results::purged));
  }
}
