package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.Action;
import com.torrust.deployer.cli.command.Invocation;
import com.torrust.deployer.cli.log.DeferredLogging;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Offers;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import com.torrust.deployer.cli.syntax.Help;
import com.torrust.deployer.cli.syntax.UsageErrors;
import com.torrust.deployer.cli.syntax.Variables;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.json.ExitCode;
import com.torrust.deployer.sdk.DeployerBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The whole command line: understands what was typed and runs the one command that is meant. */
public final class Program {

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
    Set<String> meant = new HashSet<>(CommandTree.names());
    meant.retainAll(words);
    boolean needsAll = meant.isEmpty() || words.contains(CommandTree.HELP);
    GlobalOptions options = new GlobalOptions();
    CommandLine line = CommandTree.of(needsAll ? CommandTree.names() : meant, options, terminal);
    List<ParseResult> levels;
    try {
      levels = levels(line.parseArgs(arguments));
    } catch (ParameterException refused) {
      return refuse(
          words, UsageErrors.of(whole(refused, arguments), new Variables(terminal, options)));
    }
    return run(levels, options, words);
  }

  /** The same refusal by the program with every command, which knows more to propose. */
  private ParameterException whole(ParameterException refused, String... arguments) {
    try {
      CommandTree.whole(new GlobalOptions(), terminal).parseArgs(arguments);
      return refused;
    } catch (ParameterException again) {
      return again;
    }
  }

  /** What was understood of the program itself and of each command below it. */
  private static List<ParseResult> levels(ParseResult parsed) {
    List<ParseResult> levels = new ArrayList<>(List.of(parsed));
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
      levels.add(last);
    }
    return levels;
  }

  /** Whoever asks for the version or for help, at whatever place, wants nothing to be done. */
  private int run(List<ParseResult> levels, GlobalOptions options, List<String> words) {
    ParseResult parsed = levels.get(levels.size() - 1);
    CommandLine line = parsed.commandSpec().commandLine();
    if (levels.stream().anyMatch(ParseResult::isVersionHelpRequested)) {
      terminal.out().println(Version.PROGRAM + " " + Version.number());
      return printed(words);
    }
    if (levels.stream().anyMatch(ParseResult::isUsageHelpRequested)) {
      return usage(line, words, words.contains("--help"));
    }
    if (line.getCommandName().equals(CommandTree.HELP)) {
      return help(line.getParent(), parsed.matchedPositionalValue(0, List.of()));
    }
    Optional<DeployError> disorder =
        UsageErrors.misplaced(levels).or(() -> UsageErrors.repeated(levels));
    if (disorder.isPresent()) {
      return refuse(words, disorder.get());
    }
    Console console = new Console(terminal, options.style(terminal), offers(levels));
    if (!(parsed.commandSpec().userObject() instanceof Action action)) {
      if (!console.isJson() && line.getParent() != null) {
        Help.print(line, terminal.err(), console.errPage().palette());
      }
      return refuse(words, UsageErrors.subcommandMissing(line));
    }
    new Variables(terminal, options)
        .ignored(() -> CommandTree.whole(new GlobalOptions(), terminal))
        .forEach(console::warn);
    return action.choices().stream()
        .flatMap(choice -> choice.violatedBy(line).stream())
        .findFirst()
        .or(() -> CurrentFolder.trouble(options.workingDirectory()))
        .map(error -> refuse(words, error))
        .orElseGet(
            () -> action.run().applyAsInt(new Invocation(options, console, assembly, words)));
  }

  /** What was typed to say where, a later command needs as well. */
  private static Offers offers(List<ParseResult> levels) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String option : GlobalOptions.PLACES) {
      for (ParseResult level : levels) {
        if (level.hasMatchedOption(option)) {
          paths.put(option, level.matchedOption(option).getValue().toString());
        }
      }
    }
    return Offers.adding(Version.PROGRAM, paths);
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
    Console console =
        new Console(terminal, GlobalOptions.guess(words, terminal), Offers.AS_THEY_ARE);
    Invocation.report(console, new ErrorReport(error, Optional.empty()));
    return ExitCode.of(error);
  }
}
