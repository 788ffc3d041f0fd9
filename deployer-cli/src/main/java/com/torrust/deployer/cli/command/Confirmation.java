package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Terminal.Prompt;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Asks before something vanishes: the name has to be typed. Without anybody to ask nothing is done.
 */
final class Confirmation {

  /**
   * What somebody has to agree to.
   *
   * @param warning a line above the losses
   * @param losses what is gone afterwards
   * @param withoutAsking how to agree without a terminal
   */
  record Question(String warning, List<String> losses, String withoutAsking) {

    static Question removing(String deed, String... things) {
      return new Question(
          deed + " cannot be undone. It removes:",
          List.of(things),
          "give --yes to go on without a question");
    }
  }

  private final Console console;

  Confirmation(Console console) {
    this.console = console;
  }

  /**
   * Whether it may be done; on the left {@code confirmation.impossible} or {@code
   * confirmation.declined}.
   */
  Either<DeployError, EnvironmentName> ask(EnvironmentName environment, Question question) {
    String name = environment.value();
    Optional<Prompt> prompt = console.terminal().prompt();
    if (prompt.isEmpty()) {
      return Either.left(
          refused(
              name,
              "confirmation.impossible",
              "'" + name + "' was not touched: there is no terminal to confirm on",
              question));
    }
    console.error(
        console.errPage().theme().warning()
            + " "
            + console.errPage().palette().paint(Meaning.DOUBTFUL, question.warning()));
    question.losses().forEach(thing -> console.error("  - " + thing));
    Optional<String> answer = prompt.get().ask("Type the name '" + name + "' to go on: ");
    return answer.map(String::strip).filter(name::equals).isPresent()
        ? Either.right(environment)
        : Either.left(
            refused(
                name,
                "confirmation.declined",
                "'" + name + "' was not touched: its name was not typed",
                question));
  }

  /**
   * The id of a plan that was agreed to; empty where nothing has to be asked, because nobody loses
   * anything by it or because it is refused anyway.
   */
  Either<DeployError, Optional<PlanId>> approve(Plan plan, String warning, String withoutAsking) {
    return plan.needsApproval() && plan.obstacles().isEmpty()
        ? ask(plan.environment(), new Question(warning, plan.losses(), withoutAsking))
            .map(name -> Optional.of(plan.id()))
        : Either.right(Optional.empty());
  }

  private static DeployError refused(String name, String code, String why, Question question) {
    return DeployError.because(code, ErrorKind.CONFIRMATION, why)
        .putFacts("environment", name)
        .addRemedies(Remedy.advice(question.withoutAsking()))
        .build();
  }
}
