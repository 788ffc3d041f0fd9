package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Terminal.Prompt;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Asks before something vanishes: the name has to be typed. Without anybody to ask nothing is done.
 */
final class Confirmation {

  private final Console console;

  Confirmation(Console console) {
    this.console = console;
  }

  /**
   * Whether it may be done; on the left {@code confirmation.impossible} or {@code
   * confirmation.declined}.
   */
  Either<DeployError, EnvironmentName> ask(
      EnvironmentName environment, String deed, List<String> vanishing) {
    String name = environment.value();
    Optional<Prompt> prompt = console.terminal().prompt();
    if (prompt.isEmpty()) {
      return Either.left(
          refused(
              name,
              "confirmation.impossible",
              "'" + name + "' was not touched: there is no terminal to confirm on"));
    }
    console.error(
        console.errPage().theme().warning()
            + " "
            + console
                .errPage()
                .palette()
                .paint(Meaning.DOUBTFUL, deed + " cannot be undone. It removes:"));
    vanishing.forEach(thing -> console.error("  - " + thing));
    Optional<String> answer = prompt.get().ask("Type the name '" + name + "' to go on: ");
    return answer.map(String::strip).filter(name::equals).isPresent()
        ? Either.right(environment)
        : Either.left(
            refused(
                name,
                "confirmation.declined",
                "'" + name + "' was not touched: its name was not typed"));
  }

  private static DeployError refused(String name, String code, String why) {
    return DeployError.because(code, ErrorKind.CONFIRMATION, why)
        .putFacts("environment", name)
        .addRemedies(Remedy.advice("give --yes to go on without a question"))
        .build();
  }
}
