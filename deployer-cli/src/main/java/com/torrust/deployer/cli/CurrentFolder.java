package com.torrust.deployer.cli;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that the program was started in, on which every relative path depends. */
final class CurrentFolder {

  private static final char UNDECODABLE = '\ufffd';

  private CurrentFolder() {}

  /**
   * Why nothing can be done from here: a folder whose name cannot be read would be taken for
   * another one, and that would even be made.
   */
  static Optional<DeployError> trouble(Path workingDirectory) {
    if (workingDirectory.isAbsolute()) {
      return Optional.empty();
    }
    if (System.getProperty("user.dir", "").indexOf(UNDECODABLE) >= 0) {
      return Optional.of(
          error(
              "the name of the current folder cannot be read in this locale",
              "set LC_ALL=C.UTF-8, or name another folder with --working-dir"));
    }
    try {
      Path unused = Path.of("").toRealPath();
      return Optional.empty();
    } catch (IOException gone) {
      return Optional.of(
          error(
              "the current folder does not exist any more, or may not be read",
              "change to another folder, or name one with --working-dir"));
    }
  }

  private static DeployError error(String what, String remedy) {
    return DeployError.of(
        "workspace.current_folder", ErrorKind.PREREQUISITE, what, Remedy.advice(remedy));
  }
}
