package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import java.nio.file.Path;

/** The option that names a configuration file, the same for every command. */
final class EnvFile {

  private EnvFile() {}

  static Input.Builder<Path> option() {
    return Input.option(Path.class, Input.PATH, "-f", "--env-file").label("<FILE>");
  }
}
