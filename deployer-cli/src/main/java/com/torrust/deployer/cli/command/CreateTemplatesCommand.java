package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Synopsis;

/** {@code create templates}. */
final class CreateTemplatesCommand implements Command {

  private final FolderToWrite folder = new FolderToWrite("templates");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("templates", "Write the embedded templates to a folder, to be changed.")
        .addDetails(
            "Keep only what you change and give the folder with --templates-dir; what is not in it"
                + " comes from the program.")
        .addExamples(new Example("create templates my-templates", "begin templates of ones own"))
        .addInputs(folder.inputs())
        .effect(Effect.LOCAL_WRITE)
        .isIdempotent(false)
        .schema("written")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            deployer
                .templates()
                .flatMap(
                    templates ->
                        folder.write(
                            new PublicFiles(deployer, invocation.workingDirectory()), templates)));
  }
}
