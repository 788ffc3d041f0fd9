package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.AgentCommands;
import com.torrust.deployer.cli.command.BackupCommands;
import com.torrust.deployer.cli.command.FileCommands;
import com.torrust.deployer.cli.command.OperationCommands;
import com.torrust.deployer.cli.command.QueryCommands;
import com.torrust.deployer.cli.command.ReleaseCommands;
import com.torrust.deployer.cli.command.RotateCommand;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.cli.syntax.CommandSpecs;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/** The program and its commands as Picocli parses them. */
public final class CommandTree {

  /** What the program is for. */
  public static final String PURPOSE =
      "Delivers a running, verified Torrust BitTorrent tracker from one JSON file.";

  /** The command that explains the others; it has no page of its own. */
  static final String HELP = "help";

  private static final int NARROWEST = 55;
  private static final int USUAL_WIDTH = 80;
  private static final Map<String, Supplier<CommandSpec>> ALL = all();

  private CommandTree() {}

  /** Every command, in the order of the help. */
  private static Map<String, Supplier<CommandSpec>> all() {
    Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("create", FileCommands::create);
    commands.put("deploy", OperationCommands::deploy);
    commands.put("plan", QueryCommands::plan);
    commands.put("provision", OperationCommands::provision);
    commands.put("register", OperationCommands::register);
    commands.put("configure", OperationCommands::configure);
    commands.put("release", OperationCommands::release);
    commands.put("run", OperationCommands::run);
    commands.put("releases", ReleaseCommands::releases);
    commands.put("rollback", ReleaseCommands::rollback);
    commands.put("rotate", RotateCommand::rotate);
    commands.put("backup", BackupCommands::backup);
    commands.put("backups", BackupCommands::backups);
    commands.put("restore", BackupCommands::restore);
    commands.put("test", QueryCommands::test);
    commands.put("status", QueryCommands::status);
    commands.put("show", QueryCommands::show);
    commands.put("list", QueryCommands::list);
    commands.put("exists", QueryCommands::exists);
    commands.put("validate", QueryCommands::validate);
    commands.put("render", FileCommands::render);
    commands.put("destroy", OperationCommands::destroy);
    commands.put("purge", OperationCommands::purge);
    commands.put("doctor", QueryCommands::doctor);
    commands.put("docs", FileCommands::docs);
    commands.put("mcp", AgentCommands::mcp);
    commands.put("approve", AgentCommands::approve);
    return commands;
  }

  /** The names of all commands. */
  static Collection<String> names() {
    return ALL.keySet();
  }

  /** The program with every command. */
  public static CommandLine whole(GlobalOptions options, Terminal terminal) {
    return of(names(), options, terminal);
  }

  /** The program with the commands of these names: to describe all costs more than most do. */
  static CommandLine of(Collection<String> names, GlobalOptions options, Terminal terminal) {
    CommandSpec root = CommandSpecs.group(Version.PROGRAM);
    root.usageMessage()
        .description(PURPOSE)
        .sortOptions(false)
        .customSynopsis(Version.PROGRAM + " [OPTIONS] COMMAND")
        .footer(
            "",
            "A command is explained by '"
                + Version.PROGRAM
                + " help COMMAND'; the options above can be set by variables, such as "
                + GlobalOptions.variable("--working-dir")
                + ", but for help and version.");
    root.addOption(
        everywhere("Print a short help (-h) or the whole one (--help) and end.", "-h", "--help")
            .usageHelp(true)
            .build());
    root.addOption(
        everywhere("Print the version and end.", "-V", "--version").versionHelp(true).build());
    options.all().forEach(root::addOption);
    ALL.forEach(
        (name, command) -> {
          if (names.contains(name)) {
            CommandSpecs.add(root, command.get());
          }
        });
    CommandSpecs.add(root, help());
    return settled(CommandSpecs.line(root), options, terminal);
  }

  /** These settings reach every command below the program as well. */
  private static CommandLine settled(CommandLine line, GlobalOptions options, Terminal terminal) {
    line.setUsageHelpWidth(Math.max(NARROWEST, terminal.columns().orElse(USUAL_WIDTH)));
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

  private static OptionSpec.Builder everywhere(String description, String... names) {
    return OptionSpec.builder(names)
        .arity("0")
        .type(boolean.class)
        .scopeType(ScopeType.INHERIT)
        .description(description);
  }

  private static CommandSpec help() {
    CommandSpec spec = CommandSpecs.group(HELP);
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
