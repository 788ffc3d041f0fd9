package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableOperationRecord;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations: lease, events, history, and an end for everything that was opened. Thread-safe.
 */
public final class OperationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);

  private final Adapters adapters;
  private final InstantSource clock;
  private final DeployListener listener;
  private final Supplier<Holder> holder;

  /**
   * Runs operations of this process.
   *
   * @param holder asked when an operation begins: finding out the host's name may take time that a
   *     query does not need
   */
  public OperationRunner(
      Adapters adapters, InstantSource clock, DeployListener listener, Supplier<Holder> holder) {
    this.adapters = adapters;
    this.clock = clock;
    this.listener = listener;
    this.holder = holder;
  }

  /**
   * Runs {@code body} under the environment's lease. Whatever happens, lease and connections are
   * given back.
   */
  public <T> Either<DeployError, T> run(
      OperationKind kind,
      EnvironmentName name,
      OperationOptions options,
      Function<Session, Either<DeployError, T>> body) {
    return adapters
        .defects()
        .caught(
            kind.text() + " of " + name,
            () -> {
              OperationRecord operation = begin(kind);
              return adapters
                  .store()
                  .acquire(name, operation, options.timeouts().lock(), options.cancellation())
                  .flatMap(lease -> run(lease, operation, options, body));
            });
  }

  private <T> Either<DeployError, T> run(
      EnvironmentLease lease,
      OperationRecord operation,
      OperationOptions options,
      Function<Session, Either<DeployError, T>> body) {
    String what = operation.kind().text() + " of " + lease.name();
    Journal journal = new Journal();
    EventStream events =
        new EventStream(
            List.of(journal, listener, options.listener()),
            operation,
            lease.name(),
            clock,
            adapters.defects());
    long start = System.nanoTime();
    // Makes the environment's secrets known before anybody hears, says or logs anything; what
    // stands in the way of reading is told by the operation itself.
    adapters.defects().quietly("the first look at " + lease.name(), lease::load);
    events.publish(DeployEvent.OperationStarted::new);
    Finalizers finalizers = new Finalizers();
    Session session =
        new Session(lease, operation, options, adapters, events, journal, clock, finalizers);
    Defects defects = adapters.defects();
    Either<DeployError, T> result =
        Stopped.unless(
                options.cancellation(),
                "in " + operation.kind().text(),
                defects.caught(what, () -> body.apply(session)))
            .mapLeft(error -> redacted(error, lease.name()));
    // From here on nothing can change the result any more, nor keep history and listeners from it.
    defects.quietly("the end of " + what, finalizers::close);
    defects.quietly(
        "the history of " + what, () -> record(lease, operation, options.actor(), result, start));
    defects.quietly("the end of the lease for " + what, lease::close);
    events.publish(
        header ->
            new DeployEvent.OperationFinished(
                header,
                result.fold(OperationProgress::outcomeOf, done -> Outcome.SUCCEEDED),
                OperationProgress.since(start),
                result.isLeft() ? Optional.of(result.getLeft()) : Optional.empty()));
    return result;
  }

  /** An error as it may leave: about this environment, whatever it says itself, without secrets. */
  private DeployError redacted(DeployError error, EnvironmentName name) {
    Map<String, String> facts = new LinkedHashMap<>(error.facts());
    facts.put("environment", name.value());
    return adapters
        .secrets()
        .redactor()
        .redact(ImmutableDeployError.copyOf(error).withFacts(facts));
  }

  /** The record of an operation that begins now. */
  OperationRecord begin(OperationKind kind) {
    return ImmutableOperationRecord.builder()
        .id(new OperationId(UUID.randomUUID().toString()))
        .kind(kind)
        .holder(holder.get())
        .since(clock.instant())
        .build();
  }

  private void record(
      EnvironmentLease lease,
      OperationRecord operation,
      Optional<String> actor,
      Either<DeployError, ?> result,
      long start) {
    HistoryEntry entry =
        ImmutableHistoryEntry.builder()
            .operation(operation.id())
            .kind(operation.kind())
            .holder(operation.holder())
            .actor(actor)
            .startedAt(operation.since())
            .duration(OperationProgress.since(start))
            .outcome(
                result.fold(
                    error ->
                        error.kind() == ErrorKind.CANCELLED
                            ? HistoryEntry.Outcome.CANCELLED
                            : HistoryEntry.Outcome.FAILED,
                    done -> HistoryEntry.Outcome.SUCCEEDED))
            .state(
                lease
                    .load()
                    .toJavaOptional()
                    .flatMap(Function.identity())
                    .map(Environment::stateName))
            .error(
                result.isLeft() ? Optional.of(result.getLeft().code().value()) : Optional.empty())
            .build();
    // The operation itself has succeeded or failed already; a history that cannot be written
    // changes nothing of that.
    lease
        .record(entry)
        .peekLeft(
            error -> LOG.warn("history of {} not written: {}", lease.name(), error.message()));
  }
}
