package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Check a configuration file against every rule; touches nothing.")
public final class ValidateCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = {"-f", "--env-file"},
      required = true,
      paramLabel = "<FILE>",
      description = "JSON configuration file.")
  private Path envFile = Path.of("");

  /** A command of this run. */
  public ValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.answer(
        deployer -> Results.validated(envFile, deployer.validate(envFile)));
  }
}
