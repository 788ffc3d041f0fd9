package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.cli.output.Palette;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Version;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Prints the help of a command by Picocli. */
public final class Help {

  private Help() {}

  /** The whole help, or a short one: what it does and how it is called. */
  public static void print(CommandLine line, Terminal terminal, boolean whole) {
    describe(line.getCommandSpec());
    UsageMessageSpec message = line.getCommandSpec().usageMessage();
    if (!whole && message.description().length > 1) {
      message.description(message.description()[0]);
      message.footer(Arrays.copyOf(message.footer(), Math.min(2, message.footer().length)));
    }
    usage(line, terminal.out(), Palette.of(Palette.Choice.AUTO, terminal, terminal.showsOut()));
  }

  /** The whole help. */
  public static void print(CommandLine line, PrintStream stream, Palette palette) {
    describe(line.getCommandSpec());
    usage(line, stream, palette);
  }

  private static void usage(CommandLine line, PrintStream stream, Palette palette) {
    line.usage(stream, CommandLine.Help.defaultColorScheme(palette.paints() ? Ansi.ON : Ansi.OFF));
  }

  /** Nothing of this is needed to run a command, so that it is only read here. */
  private static void describe(CommandSpec command) {
    for (CommandLine below : command.subcommands().values()) {
      if (!below.getCommandSpec().usageMessage().hidden()) {
        below
            .getCommandSpec()
            .usageMessage()
            .description(description(Synopsis.of(below.getCommandSpec())));
      }
    }
    if (command.parent() != null) {
      describe(command, Synopsis.of(command));
    }
  }

  private static void describe(CommandSpec command, Synopsis synopsis) {
    UsageMessageSpec message = command.usageMessage();
    message
        .description(description(synopsis))
        .footer(footer(synopsis))
        .sortOptions(false)
        .customSynopsis(command.qualifiedName() + " " + call(command));
    message.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Help::ownOptions);
    message.sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Help::unbrokenFooter);
  }

  /** What has to be given and what may be, without the options of every command. */
  private static String call(CommandSpec command) {
    List<String> words = new ArrayList<>();
    for (ArgSpec argument : Synopsis.arguments(command)) {
      boolean hasValue = argument.isOption() && argument.arity().max() > 0;
      String word = UsageErrors.name(argument) + (hasValue ? " " + argument.paramLabel() : "");
      words.add(argument.required() ? word : "[" + word + "]");
    }
    if (!command.subcommands().isEmpty()) {
      words.add(CommandSpecs.isGroup(command) ? "COMMAND" : "[COMMAND]");
    }
    return String.join(" ", words);
  }

  /** Options of every command would drown those of this one. */
  private static String ownOptions(CommandLine.Help help) {
    List<OptionSpec> own =
        help.commandSpec().options().stream().filter(option -> !option.inherited()).toList();
    CommandLine.Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(own, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  /** Examples are there to be pasted, however narrow the terminal is. */
  private static String unbrokenFooter(CommandLine.Help help) {
    return Arrays.stream(help.commandSpec().usageMessage().footer())
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** Picocli formats descriptions, hence the doubled signs. */
  private static String[] description(Synopsis synopsis) {
    return String.join("\n\n", synopsis.paragraphs())
        .replace("%", "%%")
        .lines()
        .toArray(String[]::new);
  }

  private static String[] footer(Synopsis synopsis) {
    List<String> lines =
        new ArrayList<>(List.of("", "Options of every command: " + Version.PROGRAM + " --help"));
    if (!synopsis.examples().isEmpty()) {
      lines.addAll(List.of("", "Examples:"));
    }
    for (Synopsis.Example example : synopsis.examples()) {
      lines.add("  # " + example.purpose());
      lines.add("  " + Version.PROGRAM + " " + example.command());
    }
    return lines.toArray(String[]::new);
  }
}
