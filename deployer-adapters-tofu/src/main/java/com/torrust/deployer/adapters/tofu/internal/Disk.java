package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;

/** Turns trouble with files of the environment into errors. */
final class Disk {

  private Disk() {}

  /** Something that touches files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** What the work gave, or that a file in {@code folder} could not be read or written. */
  static <T> Either<DeployError, T> attempt(Path folder, Work<T> work) {
    try {
      return Either.right(work.run());
    } catch (IOException failure) {
      return Either.left(
          DeployError.because(
                  "provision.folder_failed",
                  ErrorKind.FILESYSTEM,
                  "cannot work in '" + folder + "': " + failure)
              .putFacts("path", folder.toString())
              .addRemedies(Remedy.advice("check free space and permissions of the working folder"))
              .build());
    }
  }
}
