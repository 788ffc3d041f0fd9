package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import java.util.ArrayList;
import java.util.List;

/** What a plan does, for the people who are asked whether it may be done. */
final class PlanSummary {

  private static final int MOST = 60;

  private PlanSummary() {}

  static List<String> of(Plan plan, String operation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        operation
            + " '"
            + plan.environment()
            + "' ("
            + plan.state().map(StateName::text).orElse("not created")
            + "), plan "
            + plan.id());
    for (PlannedPhase phase : plan.phases()) {
      lines.add(phase.phase().text() + ": " + phase.effect().text() + ", " + phase.reason());
      phase
          .services()
          .forEach(
              service ->
                  lines.add(
                      "  "
                          + service.service()
                          + ": "
                          + service.effect().text()
                          + ", "
                          + service.reason()));
    }
    plan.members().forEach(member -> lines.add("changed: " + member));
    plan.drift().forEach(drift -> lines.add("found: " + drift.subject() + ": " + drift.sentence()));
    if (plan.restartsMachine()) {
      lines.add("RESTART: the machine is switched off and on");
    }
    plan.losses().forEach(loss -> lines.add("LOSS: " + loss));
    for (Obstacle obstacle : plan.obstacles()) {
      lines.add("refused: " + obstacle.reason());
    }
    return lines.stream().limit(MOST).map(PlainText::line).toList();
  }
}
