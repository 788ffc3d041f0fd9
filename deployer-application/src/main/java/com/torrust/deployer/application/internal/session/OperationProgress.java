package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns what phases and adapters tell into events. Nothing leaves it unredacted, on more than one
 * line, or with characters that a terminal obeys.
 */
public final class OperationProgress implements Progress {

  private final EventStream events;
  private final Cancellation cancellation;
  private final Redactor redactor;
  private final Function<StepId, Either<DeployError, ?>> remember;
  private final StepPlan plan;

  /**
   * Makes the progress of one operation.
   *
   * @param plan the steps of the whole operation
   * @param remember puts a step into the state file before it begins
   */
  OperationProgress(
      EventStream events,
      Cancellation cancellation,
      Redactor redactor,
      StepPlan plan,
      Function<StepId, Either<DeployError, ?>> remember) {
    this.events = events;
    this.cancellation = cancellation;
    this.redactor = redactor;
    this.plan = plan;
    this.remember = remember;
  }

  @Override
  public <T> Either<DeployError, T> step(
      StepId step, String description, Supplier<Either<DeployError, T>> body) {
    if (cancellation.isRequested()) {
      return Either.left(cancelled(step));
    }
    Either<DeployError, ?> remembered = remember.apply(step);
    if (remembered.isLeft()) {
      return Either.left(remembered.getLeft());
    }
    long start = System.nanoTime();
    StepPlan.Place place = plan.begin();
    events.publish(
        header ->
            new DeployEvent.StepStarted(
                header, step, redactor.line(description), place.number(), place.total()));
    Outcome outcome = Outcome.FAILED;
    String detail = "";
    try {
      // Here and not further out: a phase turns a failed step into a failed state.
      Either<DeployError, T> result =
          new Defects(() -> redactor)
              .caught("step " + step, body)
              .mapLeft(error -> Stopped.unless(cancellation, "during step '" + step + "'", error));
      outcome = result.fold(OperationProgress::outcomeOf, done -> Outcome.SUCCEEDED);
      detail = result.fold(error -> redactor.line(error.message()), done -> "");
      return result.mapLeft(error -> error.with("step", step.value()));
    } finally {
      plan.end();
      Outcome reported = outcome;
      String said = detail;
      events.publish(
          header -> new DeployEvent.StepFinished(header, step, reported, since(start), said));
    }
  }

  private DeployError cancelled(StepId step) {
    return Stopped.error(cancellation, "before step '" + step + "'").with("step", step.value());
  }

  public static Outcome outcomeOf(DeployError error) {
    return error.kind() == ErrorKind.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
  }

  @Override
  public void retried(
      StepId step, int attempt, Duration elapsed, Duration nextDelay, String cause) {
    events.publish(
        header ->
            new DeployEvent.Retried(
                header, step, attempt, elapsed, nextDelay, redactor.line(cause)));
  }

  @Override
  public void resource(String address, String action) {
    events.publish(
        header ->
            new DeployEvent.ResourceChanged(header, redactor.line(address), redactor.line(action)));
  }

  @Override
  public void task(String task, String outcome) {
    events.publish(
        header ->
            new DeployEvent.TaskFinished(header, redactor.line(task), redactor.line(outcome)));
  }

  @Override
  public void health(String service, String from, String to) {
    events.publish(
        header ->
            new DeployEvent.HealthChanged(
                header, redactor.line(service), redactor.line(from), redactor.line(to)));
  }

  @Override
  public void warn(String code, String message) {
    events.publish(
        header -> new DeployEvent.Warned(header, redactor.line(code), redactor.line(message)));
  }

  @Override
  public void line(String source, String line) {
    events.publish(
        header -> new DeployEvent.LogLine(header, redactor.line(source), redactor.line(line)));
  }

  public static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
