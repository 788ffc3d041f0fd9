package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.Page;
import com.torrust.deployer.cli.output.Palette;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Prints what a command says about itself. */
final class Help {

  private Help() {}

  /** The whole help, or a short one: what it does and how it is called. */
  static void print(CommandLine line, Terminal terminal, boolean whole) {
    describe(line);
    UsageMessageSpec message = line.getCommandSpec().usageMessage();
    if (!whole && message.description().length > 1) {
      message.description(message.description()[0]);
      message.footer(Arrays.copyOf(message.footer(), Math.min(2, message.footer().length)));
    }
    boolean paints = Palette.of(Palette.Choice.AUTO, terminal, terminal.showsOut()).paints();
    line.usage(terminal.out(), colors(paints));
  }

  /** The whole help on a page. */
  static void print(CommandLine line, PrintStream stream, Page page) {
    describe(line);
    line.usage(stream, colors(page.palette().paints()));
  }

  /** Picocli's colours where ours are shown. */
  private static ColorScheme colors(boolean paints) {
    return CommandLine.Help.defaultColorScheme(paints ? Ansi.ON : Ansi.OFF);
  }

  /** Nothing of this is needed to run a command, so that it is only read here. */
  private static void describe(CommandLine line) {
    line.getSubcommands()
        .values()
        .forEach(
            below -> {
              if (below.getCommandSpec().userObject() instanceof Command command) {
                below.getCommandSpec().usageMessage().description(description(command.synopsis()));
              }
            });
    if (line.getCommandSpec().userObject() instanceof Command command) {
      describe(line.getCommandSpec().usageMessage(), command);
    }
  }

  private static void describe(UsageMessageSpec message, Command command) {
    message
        .description(description(command.synopsis()))
        .footer(footer(command.synopsis()))
        .sortOptions(false)
        .customSynopsis(Version.PROGRAM + " " + command.path() + " " + call(command));
    message.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Help::ownOptions);
    message.sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Help::unbrokenFooter);
  }

  /** What has to be given and what may be, without the options of every command. */
  private static String call(Command command) {
    List<String> words = new ArrayList<>();
    for (Input<?> input : command.inputs()) {
      ArgSpec spec = input.spec();
      String value = spec.arity().max() == 0 || spec.isPositional() ? "" : " " + spec.paramLabel();
      words.add(spec.required() ? input.name() + value : "[" + input.name() + value + "]");
    }
    if (!command.subcommands().isEmpty()) {
      words.add(command.action().isPresent() ? "[COMMAND]" : "COMMAND");
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

  private static String[] description(Synopsis synopsis) {
    List<String> paragraphs = new ArrayList<>(List.of(escaped(synopsis.summary())));
    for (String paragraph : synopsis.details()) {
      paragraphs.add("");
      paragraphs.add(escaped(paragraph));
    }
    return paragraphs.toArray(String[]::new);
  }

  private static String[] footer(Synopsis synopsis) {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("", "Options of every command: " + Version.PROGRAM + " --help"));
    if (!synopsis.examples().isEmpty()) {
      lines.addAll(List.of("", "Examples:"));
    }
    for (Synopsis.Example example : synopsis.examples()) {
      lines.add("  # " + example.purpose());
      lines.add("  " + Version.PROGRAM + " " + example.command());
    }
    return lines.toArray(String[]::new);
  }

  /** Picocli formats descriptions. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
