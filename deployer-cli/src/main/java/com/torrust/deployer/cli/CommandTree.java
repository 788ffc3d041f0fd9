package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.ConfigureCommand;
import com.torrust.deployer.cli.command.CreateCommand;
import com.torrust.deployer.cli.command.DeployCommand;
import com.torrust.deployer.cli.command.DestroyCommand;
import com.torrust.deployer.cli.command.DocsCommand;
import com.torrust.deployer.cli.command.DoctorCommand;
import com.torrust.deployer.cli.command.ExistsCommand;
import com.torrust.deployer.cli.command.ListCommand;
import com.torrust.deployer.cli.command.ProvisionCommand;
import com.torrust.deployer.cli.command.PurgeCommand;
import com.torrust.deployer.cli.command.RegisterCommand;
import com.torrust.deployer.cli.command.ReleaseCommand;
import com.torrust.deployer.cli.command.RenderCommand;
import com.torrust.deployer.cli.command.RunCommand;
import com.torrust.deployer.cli.command.ShowCommand;
import com.torrust.deployer.cli.command.StatusCommand;
import com.torrust.deployer.cli.command.TestCommand;
import com.torrust.deployer.cli.command.ValidateCommand;
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
    commands.put("create", CreateCommand::new);
    commands.put("deploy", DeployCommand::new);
    commands.put("provision", ProvisionCommand::new);
    commands.put("register", RegisterCommand::new);
    commands.put("configure", ConfigureCommand::new);
    commands.put("release", ReleaseCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("test", TestCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("exists", ExistsCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("render", RenderCommand::new);
    commands.put("destroy", DestroyCommand::new);
    commands.put("purge", PurgeCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("docs", DocsCommand::new);
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
