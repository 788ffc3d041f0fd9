package com.torrust.deployer.domain.event;

import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened. Texts are redacted. Sealed, with {@link Other} as the one open member
 * through which new kinds arrive (EVT-1, EVT-2).
 */
public sealed interface DeployEvent {

  /** Order, time and origin. */
  EventHeader header();

  /** How something ended. */
  enum Outcome {
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED
  }

  /** An operation began: its lock is held. */
  record OperationStarted(EventHeader header) implements DeployEvent {}

  /** An operation ended; exactly one for each start. */
  record OperationFinished(
      EventHeader header, Outcome outcome, Duration duration, Optional<DeployError> error)
      implements DeployEvent {}

  /**
   * The steps of the operation, announced before the first of them starts, and again when there
   * turn out to be others.
   *
   * @param steps all of them in order, those that have begun included
   */
  record StepsPlanned(EventHeader header, List<PlannedStep> steps) implements DeployEvent {

    /** Copies the list. */
    public StepsPlanned {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A step that will be taken.
   *
   * @param step names it
   * @param description what it does
   */
  record PlannedStep(StepId step, String description) {}

  /**
   * A step began.
   *
   * @param number which of the operation's steps it is, from 1; a step within another one is a part
   *     of it and has its number
   * @param total how many steps the operation has, as far as is known
   */
  record StepStarted(EventHeader header, StepId step, String description, int number, int total)
      implements DeployEvent {}

  /** A step ended; exactly one for each start. */
  record StepFinished(
      EventHeader header, StepId step, Outcome outcome, Duration duration, String detail)
      implements DeployEvent {}

  /** Something is tried again, and why (EVT-5). */
  record Retried(
      EventHeader header,
      StepId step,
      int attempt,
      Duration elapsed,
      Duration nextDelay,
      String cause)
      implements DeployEvent {}

  /**
   * A resource at the provider changed: {@code creating}, {@code created}, {@code deleted}, {@code
   * adopted} …
   */
  record ResourceChanged(EventHeader header, String address, String action)
      implements DeployEvent {}

  /**
   * A task on the machine ended: {@code ok}, {@code changed}, {@code failed}, {@code skipped},
   * {@code unreachable}.
   */
  record TaskFinished(EventHeader header, String task, String outcome) implements DeployEvent {}

  /** The health of a service changed. */
  record HealthChanged(EventHeader header, String service, String from, String to)
      implements DeployEvent {}

  /** Something that people should know although the operation goes on. */
  record Warned(EventHeader header, String code, String message) implements DeployEvent {}

  /** A line that a tool printed, redacted. */
  record LogLine(EventHeader header, String source, String line) implements DeployEvent {}

  /** The stored state changed. */
  record StateChanged(EventHeader header, StateName from, StateName to) implements DeployEvent {}

  /** A kind that this release does not know by a type of its own. */
  non-sealed interface Other extends DeployEvent {

    /** Stable name of the kind. */
    String kind();
  }
}
