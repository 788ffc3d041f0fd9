package com.torrust.deployer.mcp.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.json.Document;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plans that were shown to agents, and who has agreed to them. An approval is for one plan, for
 * one use, and for a quarter of an hour. Kept in files, so that an operator agrees in a terminal of
 * their own; processes may use it side by side, and one of them gets the one use. Thread-safe.
 */
public final class Approvals {

  /** How long an approval counts. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private static final JsonMapper JSON = new JsonMapper();

  private final AgentFolder folder;
  private final InstantSource clock;

  /** Those in a folder. */
  public Approvals(AgentFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Keeps a plan that was shown, not agreed to; whatever was said of the same plan is forgotten.
   */
  public Either<DeployError, Approval> planned(Plan plan, String operation) {
    Approval pending =
        new Approval(
            plan.id(),
            plan.environment().value(),
            operation,
            plan.depth(),
            PlanSummary.of(plan, operation),
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    try {
      folder.write(file(plan.id()), document(pending));
      folder.remove(used(plan.id()));
      return Either.right(pending);
    } catch (IOException unwritable) {
      return Either.left(folder.unusable(unwritable));
    }
  }

  /** What is known of a plan; nothing when no agent was shown it. */
  public Either<DeployError, Optional<Approval>> find(PlanId plan) {
    try {
      Optional<String> text = folder.read(file(plan));
      return text.isPresent() ? read(text.get()).map(Optional::of) : Either.right(Optional.empty());
    } catch (IOException unreadable) {
      return Either.left(folder.unusable(unreadable));
    }
  }

  /** Whether the one use of a plan is over. */
  public boolean isUsed(PlanId plan) {
    return folder.has(used(plan));
  }

  /** Agrees to a plan on somebody's behalf. */
  public Either<DeployError, Approval> approve(Approval pending, String by) {
    Approval given = pending.by(by, clock.instant().plus(LIFE));
    try {
      folder.write(file(pending.plan()), document(given));
      return Either.right(given);
    } catch (IOException unwritable) {
      return Either.left(folder.unusable(unwritable));
    }
  }

  /** Takes the one use; on the left {@code approval.used} when somebody was quicker. */
  public Either<DeployError, Approval> use(Approval given) {
    try {
      return folder.mark(used(given.plan()))
          ? Either.right(given)
          : Either.left(usedError(given.plan()));
    } catch (IOException unwritable) {
      return Either.left(folder.unusable(unwritable));
    }
  }

  static DeployError usedError(PlanId plan) {
    return DeployError.because(
            "approval.used",
            ErrorKind.CONFIRMATION,
            "plan " + plan + " was carried out once already, and an approval is for one use")
        .putFacts("plan", plan.value())
        .addRemedies(Remedy.advice("make a new plan and ask for its approval"))
        .build();
  }

  private static String file(PlanId plan) {
    return "approvals/" + exact(plan) + ".json";
  }

  private static String used(PlanId plan) {
    return "approvals/" + exact(plan) + ".used";
  }

  /** What makes an id exact; the rest may be left out. */
  private static String exact(PlanId plan) {
    String value = plan.value();
    return value.contains("-") ? value.substring(0, value.indexOf('-')) : value;
  }

  private static String document(Approval approval) {
    return Document.result()
        .put("plan", approval.plan().value())
        .put("environment", approval.environment())
        .put("operation", approval.operation())
        .put("depth", approval.depth().text())
        .put("summary", approval.summary())
        .put("planned_at", approval.plannedAt().toString())
        .put("approved_by", approval.approvedBy())
        .put("expires_at", approval.expiresAt().map(Instant::toString))
        .text();
  }

  private Either<DeployError, Approval> read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      List<String> summary = new ArrayList<>();
      node.path("summary").forEach(line -> summary.add(line.asText()));
      return Either.right(
          new Approval(
              new PlanId(node.path("plan").asText()),
              node.path("environment").asText(),
              node.path("operation").asText(),
              node.path("depth").asText().equals(PlanDepth.ONLINE.text())
                  ? PlanDepth.ONLINE
                  : PlanDepth.OFFLINE,
              summary,
              Instant.parse(node.path("planned_at").asText()),
              text(node, "approved_by"),
              text(node, "expires_at").map(Instant::parse)));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException damaged) {
      return Either.left(folder.unusable(new IOException("an approval is damaged")));
    }
  }

  private static Optional<String> text(JsonNode node, String member) {
    return Optional.of(node.path(member)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
