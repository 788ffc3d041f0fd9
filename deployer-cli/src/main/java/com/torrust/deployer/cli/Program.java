package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.Invocation;
import com.torrust.deployer.cli.log.DeferredLogging;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.DeployerBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The whole command line: understands what was typed and runs the one command that is meant. */
public final class Program {

  private static final String HELP = "help";

  private final Terminal terminal;
  private final UnaryOperator<DeployerBuilder> assembly;

  /** A program on this terminal. */
  public Program(Terminal terminal) {
    this(terminal, builder -> builder);
  }

  /** The same with adapters of the caller's. */
  Program(Terminal terminal, UnaryOperator<DeployerBuilder> assembly) {
    this.terminal = terminal;
    this.assembly = assembly;
    DeferredLogging.install();
    // Picocli would look for all types that it might convert to; ours have converters of their own.
    System.setProperty("picocli.converters.excludes", "java[.](sql|time|nio)[.].*");
  }

  /** Runs one command line and returns the exit code. */
  public int run(String... arguments) {
    List<String> words = List.of(arguments);
    if (words.isEmpty()) {
      terminal.out().println(new Welcome().text());
      return printed(words);
    }
    GlobalOptions options = new GlobalOptions();
    Syntax syntax = new Syntax(options, terminal);
    List<Command> meant = CommandTree.named(new HashSet<>(words));
    boolean wantsAll = meant.isEmpty() || words.contains(HELP);
    CommandLine line = syntax.of(wantsAll ? CommandTree.commands() : meant);
    if (words.get(0).equals(HELP)) {
      return help(line, words.subList(1, words.size()));
    }
    ParseResult parsed;
    try {
      parsed = line.parseArgs(arguments);
    } catch (ParameterException trouble) {
      return refuse(words, UsageErrors.of(trouble));
    }
    return run(innermost(parsed), options, words);
  }

  private static ParseResult innermost(ParseResult parsed) {
    ParseResult result = parsed;
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result;
  }

  private int run(ParseResult parsed, GlobalOptions options, List<String> words) {
    CommandLine line = parsed.commandSpec().commandLine();
    if (parsed.isVersionHelpRequested()) {
      terminal.out().println(Version.PROGRAM + " " + Version.number());
      return printed(words);
    }
    if (parsed.isUsageHelpRequested()) {
      return usage(line, words, words.contains("--help"));
    }
    Console console = new Console(terminal, options.style(terminal));
    if (!(parsed.commandSpec().userObject() instanceof Command command) || !command.isRunnable()) {
      if (!console.isJson() && line.getParent() != null) {
        line.usage(terminal.err(), Help.colors(console.errPage()));
      }
      return refuse(words, UsageErrors.subcommandMissing(line));
    }
    Optional<DeployError> wrong = wrongChoice(line, command);
    return wrong
        .map(error -> refuse(words, error))
        .orElseGet(() -> command.run(new Invocation(options, console, assembly, words)));
  }

  private static Optional<DeployError> wrongChoice(CommandLine line, Command command) {
    for (Choice choice : command.synopsis().choices()) {
      List<Input<?>> given = new ArrayList<>();
      for (Input<?> input : choice.inputs()) {
        if (input.given().filter(value -> !Boolean.FALSE.equals(value)).isPresent()) {
          given.add(input);
        }
      }
      if (given.size() > 1 || (given.isEmpty() && choice.required())) {
        return Optional.of(UsageErrors.choice(line, choice, given));
      }
    }
    return Optional.empty();
  }

  private int help(CommandLine root, List<String> path) {
    CommandLine line = root;
    for (String word : path) {
      CommandLine below = line.getSubcommands().get(word);
      if (below == null) {
        return refuse(path, UsageErrors.unknownCommand(line, word));
      }
      line = below;
    }
    return usage(line, path, true);
  }

  private int usage(CommandLine line, List<String> words, boolean whole) {
    Help.print(line, terminal, whole);
    return printed(words);
  }

  private int printed(List<String> words) {
    terminal.out().flush();
    return Invocation.lost(terminal).map(error -> refuse(words, error)).orElse(ExitCode.SUCCESS);
  }

  private int refuse(List<String> words, DeployError error) {
    Console console = new Console(terminal, GlobalOptions.guess(words, terminal));
    Invocation.report(console, new ErrorReport(error, Optional.empty()));
    return ExitCode.of(error);
  }
}
