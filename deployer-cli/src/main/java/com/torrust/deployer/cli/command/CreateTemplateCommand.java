package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.nio.file.Path;

/** {@code create template}. */
final class CreateTemplateCommand implements Command {

  private final Input<Path> path =
      Input.positional(0, Path.class, Input.PATH)
          .label("<PATH>")
          .optional()
          .defaultsTo("environment-template.json")
          .says("Where to write.");
  private final Input<String> provider =
      KnownProviders.option().required().says(KnownProviders.words() + ".");
  private final Input<Boolean> force = Input.flag("Replace an existing file.", "--force");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("template", "Write a configuration file with placeholders.")
        .addDetails(
            "Every value that begins with REPLACE_WITH_ has to be replaced; 'validate' tells which"
                + " are left.")
        .addExamples(
            new Example(
                "create template --provider lxd demo.json", "begin a configuration for LXD"))
        .addInputs(path, provider, force)
        .effect(Effect.LOCAL_WRITE)
        .isIdempotent(false)
        .schema("create-template")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    String id = provider.value();
    return invocation.answer(
        deployer ->
            deployer
                .template(id)
                .flatMap(
                    template ->
                        deployer.export(
                            path.value(),
                            template.orElseThrow(
                                () -> new IllegalStateException("there is no template for " + id)),
                            force.isOn()))
                .map(file -> FileResults.template(file, id)));
  }
}
