package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.reference.ManPage;
import com.torrust.deployer.cli.result.WrittenResult;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code docs man}. */
final class DocsManCommand implements Command {

  private final Input<Path> folder =
      Input.positional(0, Path.class, Input.PATH)
          .label("<PATH>")
          .optional()
          .defaultsTo("man1")
          .says("Folder to write to.");
  private final Input<Boolean> force = Input.flag("Replace existing files.", "--force");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("man", "Write manual pages, one for each command.")
        .addExamples(
            new Example("docs man ~/.local/share/man/man1", "for 'man torrust-tracker-deployer'"))
        .addInputs(folder, force)
        .effect(Effect.LOCAL_WRITE)
        .schema("written")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer -> write(deployer).map(files -> new WrittenResult(folder.value(), files)));
  }

  private Either<DeployError, List<String>> write(Deployer deployer) {
    Map<String, String> pages = ManPage.all();
    Either<DeployError, Path> last = Either.right(folder.value());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      last =
          last.flatMap(
              done ->
                  deployer.export(
                      folder.value().resolve(page.getKey()), page.getValue(), force.isOn()));
    }
    return last.map(done -> List.copyOf(pages.keySet()));
  }
}
