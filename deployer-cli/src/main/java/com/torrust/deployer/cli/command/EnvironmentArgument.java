package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;

/** The environment that a command is about. */
final class EnvironmentArgument {

  static final String LABEL = "<ENVIRONMENT>";

  private EnvironmentArgument() {}

  /** The first positional parameter. */
  static Input<String> required() {
    return Input.positional(0, String.class, Input.TEXT)
        .label(LABEL)
        .required()
        .says("Name of the environment.");
  }

  /** The same where there are other ways to say what is meant. */
  static Input<String> optional(String description) {
    return Input.positional(0, String.class, Input.TEXT).label(LABEL).optional().says(description);
  }

  /** The name as typed, or {@code environment.name_invalid}. */
  static Either<DeployError, EnvironmentName> parse(String text) {
    return EnvironmentName.parse(text)
        .mapLeft(
            violation ->
                DeployError.of(
                    "environment.name_invalid",
                    ErrorKind.USAGE,
                    violation.message(),
                    Remedy.advice(violation.remedy())));
  }
}
