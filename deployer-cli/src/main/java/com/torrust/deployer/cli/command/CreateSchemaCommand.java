package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.sdk.Deployer;
import java.nio.file.Path;

/** {@code create schema}. */
final class CreateSchemaCommand implements Command {

  private final Input<Path> path = Printed.path();
  private final Input<Boolean> force = Printed.force();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("schema", "Print or write the JSON schema of configuration files.")
        .addDetails("Editors that know it complete and check what is typed.")
        .addExamples(
            new Example(
                "create schema environment.schema.json", "write it beside the configurations"))
        .addInputs(path, force)
        .effect(Effect.LOCAL_WRITE)
        .schema("written")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return Printed.by(invocation, Deployer::schema, path, force);
  }
}
