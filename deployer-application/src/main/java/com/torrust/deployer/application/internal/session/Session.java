package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableFailureRecord;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.service.SecretProof;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation while it holds the lease: everything that phases share. Because the lease makes
 * this session the only writer, it always saves on top of what it saved last.
 */
public final class Session {

  private final EnvironmentLease lease;
  private final OperationRecord operation;
  private final OperationOptions options;
  private final Adapters adapters;
  private final EventStream events;
  private final Journal journal;
  private final InstantSource clock;
  private final Finalizers finalizers;
  private final StepPlan plan = new StepPlan();
  private final List<SecretProof> proofs = new ArrayList<>();
  private final SecretResolver secrets;
  private Optional<Environment> current = Optional.empty();

  Session(
      EnvironmentLease lease,
      OperationRecord operation,
      OperationOptions options,
      Adapters adapters,
      EventStream events,
      Journal journal,
      InstantSource clock,
      Finalizers finalizers) {
    this.lease = lease;
    this.operation = operation;
    this.options = options;
    this.adapters = adapters;
    this.events = events;
    this.journal = journal;
    this.clock = clock;
    this.finalizers = finalizers;
    this.secrets = new SecretResolver(adapters, options.cancellation());
  }

  /** The environment that is held. */
  public EnvironmentName name() {
    return lease.name();
  }

  /** The operation, as it stands in the state file. */
  public OperationRecord operation() {
    return operation;
  }

  /** The adapters. */
  public Adapters adapters() {
    return adapters;
  }

  /** Whether data that somebody else left on the machine is taken over. */
  public boolean adoptsData() {
    return options.adoptsData();
  }

  /** Whether a release that does not get healthy gives way to the one in force. */
  public boolean returnsWhenUnhealthy() {
    return options.returnsWhenUnhealthy();
  }

  /** Keeps how the services took secrets that were given another value. */
  public synchronized void proved(List<SecretProof> taken) {
    proofs.addAll(taken);
  }

  /** What was proven of secrets in this operation. */
  public synchronized List<SecretProof> proofs() {
    return List.copyOf(proofs);
  }

  /** What references to secrets give: the same in every step of this operation. */
  public SecretResolver secrets() {
    return secrets;
  }

  /**
   * The environment with every secret of its configuration resolved, to be put to work; nothing is
   * saved. Where a text has changed behind its reference, the configuration counts as changed.
   *
   * @return on the left as {@link SecretResolver#take}
   */
  public <E extends Environment> Either<DeployError, E> ready(E environment) {
    return secrets.take(environment.config()).map(now -> secrets.resolved(environment, now));
  }

  /** The same for work that only the provider does: its secrets alone are resolved. */
  public <E extends Environment> Either<DeployError, E> readyForProvider(E environment) {
    return secrets
        .takeForProvider(environment.config())
        .map(now -> secrets.resolved(environment, now));
  }

  /** The time. */
  public Instant now() {
    return clock.instant();
  }

  /** The lease itself, for what only one operation needs. */
  public EnvironmentLease lease() {
    return lease;
  }

  /**
   * Announces the steps that follow, before the first of them starts: whoever shows a bar needs to
   * know how long it is. Called again when there turn out to be others.
   */
  public void announce(List<PlannedStep> next) {
    List<PlannedStep> all = plan.follow(next);
    events.publish(header -> new DeployEvent.StepsPlanned(header, all));
  }

  /** The stored environment, or {@code environment.not_found}. */
  public Either<DeployError, Environment> load() {
    return find().flatMap(this::require);
  }

  /** The stored environment, if there is one. */
  public Either<DeployError, Optional<Environment>> find() {
    return lease.load().peek(found -> found.ifPresent(this::remember));
  }

  /**
   * Saves a state on top of the one that was loaded or saved last, and tells when the state's name
   * changed.
   */
  public synchronized <E extends Environment> Either<DeployError, E> save(E environment) {
    long revision =
        current.map(known -> known.context().revision()).orElse(environment.context().revision());
    return lease.save(Environment.atRevision(environment, revision)).peek(this::announce);
  }

  /** The environment as it was loaded or saved last. */
  public synchronized Optional<Environment> current() {
    return current;
  }

  private synchronized void remember(Environment environment) {
    current = Optional.of(environment);
  }

  private void announce(Environment saved) {
    Optional<Environment> before = current;
    current = Optional.of(saved);
    before
        .map(Environment::stateName)
        .filter(name -> name != saved.stateName())
        .ifPresent(
            from ->
                events.publish(
                    header -> new DeployEvent.StateChanged(header, from, saved.stateName())));
  }

  /**
   * Writes down that a step begins; without an in-progress state there is nothing to write it into.
   */
  private synchronized Either<DeployError, ?> reached(StepId step) {
    Optional<Environment> inProgress =
        current.filter(environment -> environment.context().operation().isPresent());
    if (inProgress.isEmpty()) {
      return Either.right(step);
    }
    return save(Environment.atStep(inProgress.get(), step));
  }

  /**
   * Ends a phase that failed: writes the trace, saves the failed state, and returns the error with
   * what is known now. If the failed state cannot be saved either, both failures are reported.
   */
  public <E extends Environment> DeployError failed(
      DeployError error, Function<FailureRecord, E> transition) {
    Redactor redactor = adapters.secrets().redactor();
    // The trace is a file that is read on a terminal: what a machine says is cleaned for it as
    // well.
    DeployError traced = trace(redactor.redact(error));
    FailureRecord record =
        ImmutableFailureRecord.builder()
            .step(Optional.ofNullable(error.facts().get("step")).flatMap(StepId::parse))
            .code(error.code())
            .kind(error.kind())
            .message(redactor.line(error.message()))
            .startedAt(operation.since())
            .failedAt(now())
            .sideEffects(error.sideEffects().stream().map(redactor::line).toList())
            .trace(traced.trace())
            .build();
    return save(transition.apply(record))
        .fold(
            unsaved ->
                ImmutableDeployError.builder()
                    .from(traced)
                    .addCauses("the failed state could not be saved: " + unsaved.message())
                    .build(),
            saved -> withWayOn(traced));
  }

  /**
   * Writes down that a registration was tried as a part of this operation and failed, so that a
   * later one does not make a machine beside it.
   */
  public void recordRegistration(DeployError error) {
    adapters
        .defects()
        .quietly(
            "the history of a registration",
            () ->
                lease.record(
                    ImmutableHistoryEntry.builder()
                        .operation(operation.id())
                        .kind(OperationKind.REGISTER)
                        .holder(operation.holder())
                        .actor(options.actor())
                        .startedAt(operation.since())
                        .duration(Duration.between(operation.since(), now()))
                        .outcome(
                            error.kind() == ErrorKind.CANCELLED
                                ? HistoryEntry.Outcome.CANCELLED
                                : HistoryEntry.Outcome.FAILED)
                        .state(current.map(Environment::stateName))
                        .error(error.code().value())
                        .build()));
  }

  private DeployError trace(DeployError error) {
    List<String> lines = new ArrayList<>(journal.lines());
    lines.add(error.code() + ": " + error.message());
    error.facts().forEach((fact, value) -> lines.add("  " + fact + ": " + value));
    error.causes().forEach(cause -> lines.add("  cause: " + cause));
    error.outputTail().forEach(line -> lines.add("  | " + line));
    return lease
        .trace(operation.id().value() + "-" + operation.kind().text(), lines)
        .fold(unwritten -> error, error::traced);
  }

  private DeployError withWayOn(DeployError error) {
    Remedy again = Remedy.run(operation.kind().text());
    return error.remedies().contains(again)
        ? error
        : ImmutableDeployError.builder().from(error).addRemedies(again).build();
  }

  /** What adapters get to work for this environment. */
  public Either<DeployError, OperationContext> context(Environment environment) {
    return context(environment, options.cancellation());
  }

  /** The same for a part of the operation that ends earlier. */
  public Either<DeployError, OperationContext> context(
      Environment environment, Cancellation cancellation) {
    Set<Secret> secrets = new LinkedHashSet<>(environment.config().secrets());
    environment
        .context()
        .configInForce()
        .map(EnvironmentConfig::secrets)
        .ifPresent(secrets::addAll);
    Progress progress =
        new OperationProgress(events, cancellation, Redactor.of(secrets), plan, this::reached);
    return adapters
        .workspace()
        .folders(environment.name())
        .map(
            folders ->
                ImmutableOperationContext.builder()
                    .environment(environment.name())
                    .operation(operation.id())
                    .progress(progress)
                    .cancellation(cancellation)
                    .timeouts(options.timeouts())
                    .consents(options.consents())
                    .folders(folders)
                    .secrets(secrets)
                    .finalizers(finalizers)
                    .build());
  }

  /** What was found under the name, or {@code environment.not_found}. */
  public Either<DeployError, Environment> require(Optional<Environment> found) {
    return new StoredEnvironments(adapters.store()).require(name(), found);
  }
}
