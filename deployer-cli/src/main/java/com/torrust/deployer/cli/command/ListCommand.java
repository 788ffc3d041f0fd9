package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List all environments.")
public final class ListCommand implements Callable<Integer> {

  private final Invocation invocation;

  /** A command of this run. */
  public ListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.answer(
        deployer ->
            deployer
                .list()
                .map(stored -> Results.listed(stored, invocation.workingDirectory().resolve("data"))));
  }
}
