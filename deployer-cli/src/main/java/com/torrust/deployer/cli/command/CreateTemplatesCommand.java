package com.torrust.deployer.cli.command;

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

/** {@code create templates}. */
final class CreateTemplatesCommand implements Command {

  private final Input<Path> folder =
      Input.positional(0, Path.class, Input.PATH)
          .label("<PATH>")
          .optional()
          .defaultsTo("templates")
          .says("Folder to write to.");
  private final Input<Boolean> force = Input.flag("Replace existing files.", "--force");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("templates", "Write the embedded templates to a folder, to be changed.")
        .addDetails(
            "Keep only what you change and give the folder with --templates-dir; what is not in it"
                + " comes from the program.")
        .addExamples(new Example("create templates my-templates", "begin templates of ones own"))
        .addInputs(folder, force)
        .effect(Effect.LOCAL_WRITE)
        .isIdempotent(false)
        .schema("written")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer -> write(deployer).map(files -> new WrittenResult(folder.value(), files)));
  }

  private Either<DeployError, List<String>> write(Deployer deployer) {
    Map<String, String> templates = deployer.templates();
    Either<DeployError, Path> last = Either.right(folder.value());
    for (Map.Entry<String, String> template : templates.entrySet()) {
      last =
          last.flatMap(
              done ->
                  deployer.export(
                      folder.value().resolve(template.getKey()),
                      template.getValue(),
                      force.isOn()));
    }
    return last.map(done -> List.copyOf(templates.keySet()));
  }
}
