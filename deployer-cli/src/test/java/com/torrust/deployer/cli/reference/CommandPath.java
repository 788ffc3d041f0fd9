package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.CommandLines;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.cli.syntax.UsageErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command with the words that lead to it, for generators.
 *
 * @param words its name after those of the groups above it
 * @param command the command
 */
record CommandPath(List<String> words, CommandSpec command) {

  /** Every command, groups before what is in them. */
  static List<CommandPath> all() {
    List<CommandPath> all = new ArrayList<>();
    top().forEach(command -> add(all, List.of(), command));
    return List.copyOf(all);
  }

  /** The commands right below the program. */
  static List<CommandSpec> top() {
    return below(CommandLines.program().getCommandSpec());
  }

  /** The commands right below another one. */
  static List<CommandSpec> below(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(spec -> !spec.usageMessage().hidden())
        .toList();
  }

  private static void add(List<CommandPath> all, List<String> above, CommandSpec command) {
    List<String> words = new ArrayList<>(above);
    words.add(command.name());
    all.add(new CommandPath(List.copyOf(words), command));
    below(command).forEach(below -> add(all, words, below));
  }

  /** What can be read about it. */
  Synopsis synopsis() {
    return Synopsis.of(command);
  }

  /** Its own options and parameters. */
  List<ArgSpec> arguments() {
    return Synopsis.arguments(command);
  }

  /** The words with slashes between them, one word for shells. */
  String text() {
    return String.join("/", words);
  }

  /** The same for what it stands below of. */
  String above() {
    return String.join("/", words.subList(0, words.size() - 1));
  }

  /** The last word. */
  String name() {
    return words.get(words.size() - 1);
  }

  /** Names of the options, its own and the global ones. */
  List<String> optionNames() {
    return Stream.concat(
            options().stream().flatMap(option -> Arrays.stream(option.names())),
            Stream.of("-h", "--help"))
        .toList();
  }

  /** The options, its own and the global ones, without help and version. */
  List<OptionSpec> options() {
    return Stream.concat(
            arguments().stream().filter(ArgSpec::isOption).map(OptionSpec.class::cast),
            CommandLines.options().stream())
        .toList();
  }

  /** Whether a positional parameter is the name of an environment. */
  boolean takesEnvironment() {
    return takes("<ENVIRONMENT>");
  }

  /** Whether a positional parameter is a path. */
  boolean takesPath() {
    return takes("<PATH>");
  }

  private boolean takes(String label) {
    return positional().anyMatch(argument -> UsageErrors.name(argument).equals(label));
  }

  /** Words that a positional parameter can be. */
  List<String> positionalWords() {
    return positional()
        .flatMap(argument -> CommandReference.candidates(argument).stream())
        .toList();
  }

  private Stream<ArgSpec> positional() {
    return arguments().stream().filter(ArgSpec::isPositional);
  }
}
