package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.syntax.Command;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/** The command line as picocli knows it, made from what commands say about themselves. */
public final class Syntax {

  /** What the program is for. */
  public static final String PURPOSE =
      "Delivers a running, verified Torrust BitTorrent tracker from one JSON file.";

  /** The command that explains the others; it has no page of its own. */
  static final String HELP = "help";

  private static final int NARROWEST = 55;

  private final GlobalOptions options;
  private final Terminal terminal;

  /** The syntax with these global options. */
  public Syntax(GlobalOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  /**
   * The program with some of its commands; the user object of each command is the {@link Command}.
   */
  public CommandLine of(Collection<Command> commands) {
    CommandSpec root = CommandSpec.create().name(Version.PROGRAM);
    root.usageMessage()
        .description(PURPOSE)
        .sortOptions(false)
        .customSynopsis(Version.PROGRAM + " [OPTIONS] COMMAND");
    root.usageMessage()
        .footer(
            "",
            "A command is explained by '"
                + Version.PROGRAM
                + " help COMMAND'; the options above can be set by variables, such as "
                + GlobalOptions.variable("--working-dir")
                + ", but for help and version.");
    root.addOption(help());
    root.addOption(version());
    options.all().forEach(input -> root.addOption((OptionSpec) input.spec()));
    commands.forEach(command -> root.addSubcommand(command.name(), spec(command)));
    root.addSubcommand(HELP, helpCommand());
    CommandLine line = new CommandLine(root);
    // Also gives the program's look to every command below it.
    line.setUsageHelpWidth(Math.max(NARROWEST, terminal.columns().orElse(80)));
    line.setDefaultValueProvider(options.fromVariables(terminal));
    line.setAbbreviatedOptionsAllowed(false);
    line.setUnmatchedOptionsArePositionalParams(false);
    // What is typed is all that is asked for: no file adds words to it, no variable stands in it,
    // and an option is not swallowed as the value of the one before it.
    line.setExpandAtFiles(false);
    line.setInterpolateVariables(false);
    line.setAllowOptionsAsOptionParameters(false);
    return line;
  }

  private static CommandSpec spec(Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(command.name());
    command.inputs().forEach(input -> add(spec, input.spec()));
    command.subcommands().forEach(below -> spec.addSubcommand(below.name(), spec(below)));
    return spec;
  }

  private static void add(CommandSpec spec, ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      spec.addOption(option);
    } else {
      spec.addPositional((PositionalParamSpec) argument);
    }
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .arity("0")
        .type(boolean.class)
        .scopeType(ScopeType.INHERIT)
        .description("Print a short help (-h) or the whole one (--help) and end.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .arity("0")
        .type(boolean.class)
        .scopeType(ScopeType.INHERIT)
        .description("Print the version and end.")
        .build();
  }

  private static CommandSpec helpCommand() {
    CommandSpec spec = CommandSpec.create().name(HELP);
    spec.usageMessage().hidden(true);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("<COMMAND>")
            .build());
    return spec;
  }
}
