package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.Page;
import com.torrust.deployer.cli.output.Palette;
import com.torrust.deployer.cli.output.Terminal;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Prints what a command says about itself. */
final class Help {

  private Help() {}

  /** The whole help, or a short one: what it does and how it is called. */
  static void print(CommandLine line, Terminal terminal, boolean whole) {
    UsageMessageSpec message = line.getCommandSpec().usageMessage();
    if (!whole && message.description().length > 1) {
      message.description(message.description()[0]);
      message.footer(Arrays.copyOf(message.footer(), Math.min(2, message.footer().length)));
    }
    boolean paints = Palette.of(Palette.Choice.AUTO, terminal, terminal.showsOut()).paints();
    line.usage(terminal.out(), colors(paints));
  }

  /** Picocli's colours where ours are shown. */
  static ColorScheme colors(Page page) {
    return colors(page.palette().paints());
  }

  private static ColorScheme colors(boolean paints) {
    return CommandLine.Help.defaultColorScheme(paints ? Ansi.ON : Ansi.OFF);
  }
}
