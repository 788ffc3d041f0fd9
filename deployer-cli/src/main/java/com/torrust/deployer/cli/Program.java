package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.ConfigureCommand;
import com.torrust.deployer.cli.command.CreateCommand;
import com.torrust.deployer.cli.command.DeployCommand;
import com.torrust.deployer.cli.command.DestroyCommand;
import com.torrust.deployer.cli.command.ExistsCommand;
import com.torrust.deployer.cli.command.Invocation;
import com.torrust.deployer.cli.command.ListCommand;
import com.torrust.deployer.cli.command.ProvisionCommand;
import com.torrust.deployer.cli.command.PurgeCommand;
import com.torrust.deployer.cli.command.RegisterCommand;
import com.torrust.deployer.cli.command.ReleaseCommand;
import com.torrust.deployer.cli.command.RenderCommand;
import com.torrust.deployer.cli.command.RunCommand;
import com.torrust.deployer.cli.command.ShowCommand;
import com.torrust.deployer.cli.command.TestCommand;
import com.torrust.deployer.cli.command.ValidateCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The whole command line. */
@Command(
    name = "torrust-tracker-deployer",
    version = "torrust-tracker-deployer 0.1.0",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Delivers a running, verified Torrust BitTorrent tracker from one JSON file.",
    subcommands = {
      CreateCommand.class,
      DeployCommand.class,
      ProvisionCommand.class,
      RegisterCommand.class,
      ConfigureCommand.class,
      ReleaseCommand.class,
      RunCommand.class,
      TestCommand.class,
      ShowCommand.class,
      ListCommand.class,
      ExistsCommand.class,
      ValidateCommand.class,
      RenderCommand.class,
      DestroyCommand.class,
      PurgeCommand.class,
      HelpCommand.class
    })
public final class Program implements Runnable {

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> variables;

  @Mixin private GlobalOptions options = new GlobalOptions();

  /** A program on these streams with these environment variables. */
  public Program(PrintStream out, PrintStream err, Map<String, String> variables) {
    this.out = out;
    this.err = err;
    this.variables = variables;
  }

  /** Runs one command line and returns the exit code. */
  public int run(String... arguments) {
    Invocation invocation = new Invocation(out, err, variables, options);
    CommandLine line = new CommandLine(this, new CommandFactory(invocation));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(invocation::defect);
    line.setCaseInsensitiveEnumValuesAllowed(false);
    return line.execute(arguments);
  }

  /** Without a command the help is shown. */
  @Override
  public void run() {
    new CommandLine(this, new CommandFactory(new Invocation(out, err, variables, options))).usage(out);
  }
}
