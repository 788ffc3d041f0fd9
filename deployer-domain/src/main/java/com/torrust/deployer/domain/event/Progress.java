package com.torrust.deployer.domain.event;

import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Through which phases and adapters tell what they do. Safe for use by several threads. Texts must
 * be free of secrets.
 */
public interface Progress {

  /**
   * Runs {@code body} as one step: its start and its end are reported exactly once, its name stands
   * in the state file while it runs, and a cancellation that was requested before is answered
   * instead of starting.
   *
   * @return what {@code body} returned, or a {@code Left} of kind {@code CANCELLED}
   */
  <T> Either<DeployError, T> step(
      StepId step, String description, Supplier<Either<DeployError, T>> body);

  /** Reports that something is tried again after {@code cause}. */
  void retried(StepId step, int attempt, Duration elapsed, Duration nextDelay, String cause);

  /** Reports a change at the provider. */
  void resource(String address, String action);

  /** Reports a finished task on the machine. */
  void task(String task, String outcome);

  /** Reports a service's health. */
  void health(String service, String from, String to);

  /**
   * Reports what people should know although the operation goes on; {@code code} is stable and
   * dotted.
   */
  void warn(String code, String message);

  /** Passes on a line of a tool's output. */
  void line(String source, String line);
}
