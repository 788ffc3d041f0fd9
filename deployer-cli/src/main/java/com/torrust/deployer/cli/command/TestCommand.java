package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import com.torrust.deployer.sdk.TestOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Ask every service whether it works. Exit code 9 says that one does not.")
public final class TestCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  @Option(
      names = "--announce",
      description = "Announce to every tracker as well, with a reserved info-hash; this changes its counters.")
  private boolean announce;

  @Option(
      names = "--no-ssh",
      negatable = false,
      description = "Ask from outside only, without looking at the machine.")
  private boolean noSsh;

  /** A command of this run. */
  public TestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(
                    name -> deployer.test(name, new TestOptions(announce, !noSsh), settings))
                .map(Results::tested));
  }
}
