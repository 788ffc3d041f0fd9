package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.plan.PlanId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan that somebody has to agree to, and whether somebody has. Immutable.
 *
 * @param plan which one
 * @param environment whose plan it is
 * @param operation what it plans, such as {@code destroy}
 * @param depth how far it looked
 * @param summary what it does, for people, line by line
 * @param plannedAt when it was made
 * @param approvedBy who agreed, and on which way
 * @param expiresAt until when that counts
 */
public record Approval(
    PlanId plan,
    String environment,
    String operation,
    PlanDepth depth,
    List<String> summary,
    Instant plannedAt,
    Optional<String> approvedBy,
    Optional<Instant> expiresAt) {

  /** Copies the list. */
  public Approval {
    summary = List.copyOf(summary);
  }

  /** The same when somebody has agreed to it. */
  Approval by(String somebody, Instant until) {
    return new Approval(
        plan,
        environment,
        operation,
        depth,
        summary,
        plannedAt,
        Optional.of(somebody),
        Optional.of(until));
  }

  /** Whether somebody has agreed, and it still counts. */
  public boolean isGiven(Instant now) {
    return approvedBy.isPresent() && expiresAt.filter(now::isBefore).isPresent();
  }

  /** Whether somebody had agreed, but too long ago. */
  public boolean isExpired(Instant now) {
    return approvedBy.isPresent() && !isGiven(now);
  }
}
