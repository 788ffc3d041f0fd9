package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The folder that a command fills with texts of the program, and whether files there may go. */
final class FolderToWrite {

  private final Input<Path> folder;
  private final Input<Boolean> force = Input.flag("Replace existing files.", "--force");

  FolderToWrite(String usual) {
    this.folder =
        Input.positional(0, Path.class, Input.PATH)
            .label("<PATH>")
            .optional()
            .defaultsTo(usual)
            .says("Folder to write to.");
  }

  Input<?>[] inputs() {
    return new Input<?>[] {folder, force};
  }

  /** Writes texts under their relative paths; the first that cannot be written ends it. */
  Either<DeployError, Result> write(PublicFiles files, Map<String, String> texts) {
    Either<DeployError, Path> last = Either.right(folder.value());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      last =
          last.flatMap(
              done ->
                  files.write(
                      folder.value().resolve(text.getKey()), text.getValue(), force.isOn()));
    }
    return last.map(done -> FileResults.written(folder.value(), List.copyOf(texts.keySet())));
  }
}
