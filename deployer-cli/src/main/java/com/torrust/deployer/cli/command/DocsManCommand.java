package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Synopsis;

/** {@code docs man}. */
final class DocsManCommand implements Command {

  private final FolderToWrite folder = new FolderToWrite("man1");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("man", "Write manual pages, one for each command.")
        .addExamples(
            new Example("docs man ~/.local/share/man/man1", "for 'man torrust-tracker-deployer'"))
        .addInputs(folder.inputs())
        .effect(Effect.LOCAL_WRITE)
        .schema("written")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            folder.write(
                new PublicFiles(deployer, invocation.workingDirectory()), Reference.manual()));
  }
}
