package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.plan.Effect;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.ServiceEffect;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.ShellWord;
import com.torrust.deployer.json.result.ResultDocuments;
import java.nio.file.Path;
import java.util.Optional;

/** The result of looking ahead. */
public final class PlanResults {

  private PlanResults() {}

  /**
   * {@code plan} and {@code --dry-run}.
   *
   * @param command what carries it out
   */
  public static Result planned(Plan plan, String command) {
    return Result.of(ResultDocuments.planned(plan), () -> text(plan, command));
  }

  /**
   * The words that do what a plan of a deployment has shown.
   *
   * @param file the file that it was asked for, if it is not the stored configuration
   */
  public static String deployment(Plan plan, Optional<Path> file, String options) {
    String target =
        file.map(path -> "--env-file " + ShellWord.ofPath(path)).orElse(plan.environment().value());
    return "deploy "
        + target
        + options
        + (plan.restartsMachine() ? " --allow-reboot" : "")
        + " --plan "
        + plan.id();
  }

  private static Text text(Plan plan, String command) {
    Text text =
        Text.titled(
                plan.changesNothing()
                    ? "Nothing changes for " + plan.environment()
                    : "Plan for " + plan.environment())
            .fact("Plan", plan.id())
            .fact("State", plan.state().map(StateName::text).orElse("not created"))
            .fact("Depth", plan.depth().text())
            .facts("Changed", plan.members());
    plan.obstacles().forEach(obstacle -> text.fact("Refused", sentence(obstacle), Meaning.BAD));
    if (plan.restartsMachine()) {
      text.fact(
          "Restart",
          "the machine is switched off and on; allow it with --allow-reboot",
          Meaning.DOUBTFUL);
    }
    plan.losses().forEach(loss -> text.fact("Loss", loss, Meaning.DOUBTFUL));
    text.table(table(plan));
    if (!plan.drift().isEmpty()) {
      text.table(CheckResults.drift(plan.drift()));
    }
    text.facts("Not checked", plan.unchecked());
    return plan.obstacles().isEmpty() ? text.offered("Next", Commands.of(command)) : text;
  }

  private static String sentence(Obstacle obstacle) {
    return obstacle.reason() + "; " + obstacle.remedy();
  }

  private static Table table(Plan plan) {
    Table table = Table.of("Phase", "Effect", "Why");
    for (PlannedPhase phase : plan.phases()) {
      table.row(
          phase.phase().text(),
          Cell.of(phase.effect().text(), meaning(phase.effect())),
          phase.reason());
      for (ServiceEffect service : phase.services()) {
        table.row(
            "  " + service.service(),
            Cell.of(service.effect().text(), meaning(service.effect())),
            service.reason());
      }
    }
    return table;
  }

  private static Meaning meaning(Effect effect) {
    return switch (effect) {
      case NONE, NOT_EVALUATED, NOT_KNOWN_YET -> Meaning.MINOR;
      case CREATE, CHANGE -> Meaning.GOOD;
      case RESTART -> Meaning.DOUBTFUL;
      case DELETE -> Meaning.BAD;
    };
  }
}
