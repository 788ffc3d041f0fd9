package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Documents that go to standard output, or to a file if one is named. */
final class Printed {

  private Printed() {}

  static Input<Path> path() {
    return Input.positional(0, Path.class, Input.PATH)
        .label("<PATH>")
        .optional()
        .says("Where to write; standard output unless given.");
  }

  static Input<Boolean> force() {
    return Input.flag("Replace an existing file.", "--force");
  }

  static int by(
      Invocation invocation,
      Function<Deployer, Either<DeployError, String>> document,
      Input<Path> path,
      Input<Boolean> force) {
    return invocation.answer(
        deployer ->
            document
                .apply(deployer)
                .flatMap(
                    text ->
                        written(
                            new PublicFiles(deployer, invocation.workingDirectory()),
                            text,
                            path,
                            force)));
  }

  private static Either<DeployError, Result> written(
      PublicFiles files, String text, Input<Path> path, Input<Boolean> force) {
    return path.given()
        .map(
            file ->
                files
                    .write(file, text, force.isOn())
                    .map(written -> FileResults.written(written, List.of())))
        .orElseGet(() -> Either.right(new Result.Literal(text.stripTrailing())));
  }
}
