package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show what is known of an environment, without asking the network.")
public final class ShowCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  @Option(names = "--history", description = "Show what was done with the environment instead.")
  private boolean history;

  /** A command of this run. */
  public ShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.answer(
        deployer ->
            Invocation.name(environment.text())
                .flatMap(
                    name ->
                        history
                            ? deployer.history(name).map(entries -> Results.history(name, entries))
                            : deployer.show(name).map(Results::shown)));
  }
}
