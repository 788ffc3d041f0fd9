package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.cli.command.Invocation;
import java.util.List;

/** One command. Made for one run: its inputs keep the values of that command line. */
public interface Command {

  /** What can be read about it, without running it. */
  Synopsis synopsis();

  /** Runs it and returns the exit code. */
  int run(Invocation invocation);

  /** Commands below it; with them it may be a mere group. */
  default List<Command> subcommands() {
    return List.of();
  }

  /** Whether it does something without a subcommand. */
  default boolean isRunnable() {
    return true;
  }
}
