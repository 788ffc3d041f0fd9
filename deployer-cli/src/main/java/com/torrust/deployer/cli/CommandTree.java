package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.FileCommands;
import com.torrust.deployer.cli.command.OperationCommands;
import com.torrust.deployer.cli.command.QueryCommands;
import com.torrust.deployer.cli.syntax.Command;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Every command, in the order of the help. Only those that a command line can mean are made:
 * describing all of them would cost more than what most of them do.
 */
public final class CommandTree {

  private static final Map<String, Supplier<Command>> ALL = all();

  private CommandTree() {}

  private static Map<String, Supplier<Command>> all() {
    Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    commands.put("create", FileCommands::create);
    commands.put("deploy", OperationCommands::deploy);
    commands.put("provision", OperationCommands::provision);
    commands.put("register", OperationCommands::register);
    commands.put("configure", OperationCommands::configure);
    commands.put("release", OperationCommands::release);
    commands.put("run", OperationCommands::run);
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
    return commands;
  }

  /** All of them. */
  public static List<Command> commands() {
    return ALL.values().stream().map(Supplier::get).toList();
  }

  /** Those whose names are among the words of a command line; no other one can be meant. */
  static List<Command> named(Collection<String> words) {
    return ALL.entrySet().stream()
        .filter(command -> words.contains(command.getKey()))
        .map(command -> command.getValue().get())
        .toList();
  }

  /** The names of all. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
