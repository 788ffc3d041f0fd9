package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code create}: a mere group. */
public final class CreateCommand implements Command {

  private final List<Command> subcommands =
      List.of(
          new CreateEnvironmentCommand(),
          new CreateTemplateCommand(),
          new CreateSchemaCommand(),
          new CreateTemplatesCommand());

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "create", "Create an environment, or files that help to write and adapt one.")
        .effect(Effect.LOCAL_WRITE)
        .build();
  }

  @Override
  public List<Command> subcommands() {
    return subcommands;
  }

  @Override
  public boolean isRunnable() {
    return false;
  }

  @Override
  public int run(Invocation invocation) {
    throw new IllegalStateException("a group is never run");
  }
}
