package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at an environment: heard by listeners like any operation, but without lease, state or
 * history.
 */
public final class Look implements AutoCloseable {

  private final Adapters adapters;
  private final Environment environment;
  private final OperationRecord operation;
  private final EventStream events;
  private final Finalizers finalizers = new Finalizers();
  private final long start = System.nanoTime();
  private final StepPlan plan = new StepPlan();
  private Outcome outcome = Outcome.FAILED;

  private Look(
      Adapters adapters, Environment environment, OperationRecord operation, EventStream events) {
    this.adapters = adapters;
    this.environment = environment;
    this.operation = operation;
    this.events = events;
  }

  /** Makes looks for one deployer. */
  public record Maker(
      OperationRunner runner, Adapters adapters, InstantSource clock, DeployListener listener) {

    /** Begins to look. */
    public Look at(Environment environment, OperationKind kind, OperationOptions options) {
      OperationRecord operation = runner.begin(kind);
      EventStream events =
          new EventStream(
              List.of(listener, options.listener()),
              operation,
              environment.name(),
              clock,
              adapters.defects());
      events.publish(DeployEvent.OperationStarted::new);
      return new Look(adapters, environment, operation, events);
    }
  }

  /** What adapters get to look with. */
  public Either<DeployError, OperationContext> context(
      Cancellation cancellation, Timeouts timeouts) {
    Set<Secret> secrets = environment.config().secrets();
    return adapters
        .workspace()
        .folders(environment.name())
        .map(
            folders ->
                ImmutableOperationContext.builder()
                    .environment(environment.name())
                    .isLook(true)
                    .operation(operation.id())
                    .progress(
                        new OperationProgress(
                            events, cancellation, Redactor.of(secrets), plan, Either::right))
                    .cancellation(cancellation)
                    .timeouts(timeouts)
                    .folders(folders)
                    .secrets(secrets)
                    .finalizers(finalizers)
                    .build());
  }

  /** Tells how it went when the look ends; one that throws went badly. */
  public <T> T ended(Outcome how, T result) {
    outcome = how;
    return result;
  }

  /** Closes what was opened and tells listeners of the end. */
  @Override
  public void close() {
    adapters.defects().quietly("the end of a look", finalizers::close);
    events.publish(
        header ->
            new DeployEvent.OperationFinished(
                header, outcome, OperationProgress.since(start), Optional.empty()));
  }
}
