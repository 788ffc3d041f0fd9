package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.ImmutableTerminal;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Command lines as the program understands them, without running anything. */
public final class CommandLines {

  private CommandLines() {}

  /** The program with every command. */
  public static CommandLine program() {
    return CommandTree.whole(new GlobalOptions(), terminal());
  }

  /** The options of every command, but for help and version. */
  public static List<OptionSpec> options() {
    return new GlobalOptions().all();
  }

  /** Why the program would not understand a command line. */
  public static Optional<String> trouble(List<String> words) {
    GlobalOptions options = new GlobalOptions();
    try {
      CommandTree.whole(options, terminal()).parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  private static Terminal terminal() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return ImmutableTerminal.builder()
        .out(nowhere)
        .err(nowhere)
        .variables(Map.of())
        .showsOut(false)
        .showsErr(false)
        .columns(OptionalInt.empty())
        .prompt(Optional.empty())
        .build();
  }
}
