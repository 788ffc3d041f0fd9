package com.torrust.deployer.cli.syntax;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes Picocli's commands without its default factory: that one looks for a class of Groovy, and
 * as there is none, every jar is opened and searched at each start.
 */
public final class CommandSpecs {

  private static final IFactory FACTORY =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) throws Exception {
          // Only the words after 'help' are a list.
          return type.isInterface()
              ? CommandLine.defaultFactory().create(type)
              : type.getDeclaredConstructor().newInstance();
        }
      };

  private CommandSpecs() {}

  /** A command that does nothing itself. */
  public static CommandSpec group(String name) {
    return of(name, name);
  }

  /** Whether a command does nothing itself. */
  static boolean isGroup(CommandSpec command) {
    return command.name().equals(command.userObject());
  }

  /** A command that {@code action} stands behind. */
  public static CommandSpec of(String name, Object action) {
    return CommandSpec.wrapWithoutInspection(action, FACTORY).name(name);
  }

  /** Puts a command below another one. */
  public static void add(CommandSpec above, CommandSpec below) {
    above.addSubcommand(below.name(), line(below));
  }

  /** The parser of a command. */
  public static CommandLine line(CommandSpec command) {
    return new CommandLine(command, FACTORY);
  }
}
