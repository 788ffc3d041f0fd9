package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.util.List;

/** Asks before something vanishes: the name has to be typed. Without a terminal nothing is asked and nothing done. */
final class Confirmation {

  private final Console console;
  private final boolean given;

  private Confirmation(Console console, boolean given) {
    this.console = console;
    this.given = given;
  }

  static Confirmation of(Console console, boolean given) {
    return new Confirmation(console, given);
  }

  /** The name, when it may be done. A name that is not stored is told before anything is asked. */
  Either<DeployError, EnvironmentName> ask(
      Deployer deployer, EnvironmentName name, List<String> vanishing) {
    if (given) {
      return Either.right(name);
    }
    return deployer
        .exists(name)
        .flatMap(
            exists -> exists ? typed(name, vanishing) : deployer.show(name).map(view -> name));
  }

  private Either<DeployError, EnvironmentName> typed(EnvironmentName name, List<String> vanishing) {
    if (System.console() == null) {
      return Either.left(
          refused(name, "confirmation.impossible", "there is no terminal to confirm on"));
    }
    console.error(console.theme().warning() + " this removes, and cannot be undone:");
    vanishing.forEach(thing -> console.error("  - " + thing));
    String answer = System.console().readLine("Type the name '%s' to go on: ", name.value());
    return name.value().equals(answer)
        ? Either.right(name)
        : Either.left(refused(name, "confirmation.declined", "nothing was changed"));
  }

  private static DeployError refused(EnvironmentName name, String code, String why) {
    return DeployError.because(code, ErrorKind.CONFIRMATION, why)
        .putFacts("environment", name.value())
        .addRemedies(Remedy.advice("give --yes to go on without a question"))
        .build();
  }
}
