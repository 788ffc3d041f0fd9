package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.WrittenResult;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.nio.file.Path;
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
      Function<Deployer, String> document,
      Input<Path> path,
      Input<Boolean> force) {
    return invocation.answer(
        deployer ->
            path.given()
                .map(
                    file ->
                        deployer
                            .export(file, document.apply(deployer), force.isOn())
                            .<Result>map(WrittenResult::file))
                .orElseGet(
                    () ->
                        Either.right(
                            new Result.Literal(document.apply(deployer).stripTrailing()))));
  }
}
