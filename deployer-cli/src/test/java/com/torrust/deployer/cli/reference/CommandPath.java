package com.torrust.deployer.cli.reference;

import com.torrust.deployer.cli.CommandTree;
import com.torrust.deployer.cli.GlobalOptions;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command with the words that lead to it, for generators.
 *
 * @param words its name after those of the groups above it
 * @param command the command
 */
record CommandPath(List<String> words, Command command) {

  /** Every command, groups before what is in them. */
  static List<CommandPath> all() {
    List<CommandPath> all = new ArrayList<>();
    CommandTree.commands().forEach(command -> add(all, List.of(), command));
    return List.copyOf(all);
  }

  private static void add(List<CommandPath> all, List<String> above, Command command) {
    List<String> words = new ArrayList<>(above);
    words.add(command.name());
    all.add(new CommandPath(List.copyOf(words), command));
    command.subcommands().forEach(below -> add(all, words, below));
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

  /** The options, its own and the global ones. */
  List<OptionSpec> options() {
    return Stream.concat(command.inputs().stream(), new GlobalOptions().all().stream())
        .filter(Input::isOption)
        .map(input -> (OptionSpec) input.spec())
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
    return positional().anyMatch(input -> input.name().equals(label));
  }

  /** Words that a positional parameter can be. */
  List<String> positionalWords() {
    return positional().flatMap(input -> CommandReference.candidates(input).stream()).toList();
  }

  private Stream<Input<?>> positional() {
    return command.inputs().stream().filter(input -> !input.isOption());
  }
}
