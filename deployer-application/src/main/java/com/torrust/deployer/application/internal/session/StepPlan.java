package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps an operation takes, and which one it is at. Phases plan; adapters may take steps
 * within a step, which are parts of it and get its number. Thread-safe.
 */
public final class StepPlan {

  private final List<PlannedStep> steps = new ArrayList<>();
  private int number;
  private int depth;

  /**
   * Where a step stands.
   *
   * @param number which of the operation's steps it is or belongs to, from 1
   * @param total how many there are, as far as is known
   */
  record Place(int number, int total) {}

  /** Adds steps that follow those that have begun, in place of what was planned after these. */
  synchronized List<PlannedStep> follow(List<PlannedStep> next) {
    while (steps.size() > number) {
      steps.remove(steps.size() - 1);
    }
    steps.addAll(next);
    return List.copyOf(steps);
  }

  synchronized Place begin() {
    if (depth++ == 0) {
      number++;
    }
    return new Place(number, Math.max(number, steps.size()));
  }

  synchronized void end() {
    depth--;
  }
}
