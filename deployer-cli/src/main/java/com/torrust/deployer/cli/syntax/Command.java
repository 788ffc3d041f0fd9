package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.cli.command.Invocation;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One command. Made for one run: its inputs keep the values of that command line.
 *
 * @param path the words that lead to it: {@code create environment}
 * @param inputs options and positional parameters of its own
 * @param choices inputs of which only one may be given
 * @param action runs it and returns the exit code; a mere group has none
 * @param subcommands commands below it
 */
public record Command(
    String path,
    List<Input<?>> inputs,
    List<Choice> choices,
    Optional<ToIntFunction<Invocation>> action,
    List<Command> subcommands) {

  /** A command that does something. */
  public static Command of(String path, List<Input<?>> inputs, ToIntFunction<Invocation> action) {
    return new Command(path, inputs, List.of(), Optional.of(action), List.of());
  }

  /** A group of commands that does nothing itself. */
  public static Command group(String path, Command... subcommands) {
    return new Command(path, List.of(), List.of(), Optional.empty(), List.of(subcommands));
  }

  /** The same command with inputs that exclude each other. */
  public Command choosing(Choice... among) {
    return new Command(path, inputs, List.of(among), action, subcommands);
  }

  /** The same command with others below it. */
  public Command above(Command... others) {
    return new Command(path, inputs, choices, action, List.of(others));
  }

  /** The last word. */
  public String name() {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  /** What can be read about it; nothing of it is needed to run it. */
  public Synopsis synopsis() {
    return Synopsis.of(path);
  }
}
