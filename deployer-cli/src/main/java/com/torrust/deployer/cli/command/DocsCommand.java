package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;

/** {@code docs}: prints the description of the command line; below it are the other documents. */
public final class DocsCommand implements Command {

  private final Input<Path> path = Printed.path();
  private final Input<Boolean> force = Printed.force();
  private final Input<Boolean> markdown =
      Input.flag("Print the page of the documentation for people instead.", "--markdown");
  private final List<Command> subcommands =
      List.of(
          new DocsErrorsCommand(),
          new DocsSchemaCommand(),
          new DocsCompletionCommand(),
          new DocsManCommand());

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("docs", "Print or write a description of all commands for programs.")
        .addDetails(
            "One JSON document with every command, argument, default, allowed value, effect, state"
                + " and exit code, and with every error code: enough for an agent to learn the tool"
                + " in one call.")
        .addExamples(
            new Example("docs commands.json", "write it to a file"),
            new Example("docs errors environment.wrong_state", "what does this error mean?"))
        .addInputs(path, force, markdown)
        .effect(Effect.LOCAL_WRITE)
        .schema("written")
        .build();
  }

  @Override
  public List<Command> subcommands() {
    return subcommands;
  }

  @Override
  public int run(Invocation invocation) {
    return Printed.by(
        invocation,
        deployer ->
            Either.right(
                Reference.text(markdown.isOn() ? Reference.COMMANDS_PAGE : Reference.COMMANDS)),
        path,
        force);
  }
}
