package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the state classes share behind their narrower faces. */
record StateData(
    EnvironmentContext context,
    Instant since,
    Optional<Machine> machine,
    Optional<ReleaseId> release,
    Optional<FailureRecord> failure) {

  /** What is behind a view: every environment is a {@link State}. */
  static StateData of(Environment environment) {
    return ((State<?>) environment).data;
  }

  /** For the states that {@code EnvironmentSnapshot.restore} refuses without a machine. */
  Machine requiredMachine(StateName state) {
    return machine.orElseThrow(() -> new IllegalStateException(state + " without a machine"));
  }

  /** For the states that {@code EnvironmentSnapshot.restore} refuses without a failure. */
  FailureRecord requiredFailure(StateName state) {
    return failure.orElseThrow(() -> new IllegalStateException(state + " without a failure"));
  }

  StateData begin(OperationRecord operation) {
    return new StateData(
        ImmutableEnvironmentContext.copyOf(context).withOperation(operation),
        operation.since(),
        machine,
        release,
        Optional.empty());
  }

  StateData end(Instant at) {
    return new StateData(withoutOperation(), at, machine, release, Optional.empty());
  }

  StateData fail(FailureRecord record) {
    return new StateData(
        withoutOperation(), record.failedAt(), machine, release, Optional.of(record));
  }

  StateData changedTo(EnvironmentConfig wanted) {
    EnvironmentContext changed =
        machine.isPresent()
            ? context.changedTo(wanted)
            : ImmutableEnvironmentContext.copyOf(context).withConfig(wanted);
    return new StateData(changed, since, machine, release, failure);
  }

  StateData withForms(
      UnaryOperator<EnvironmentConfig> own, UnaryOperator<EnvironmentConfig> others) {
    EnvironmentContext changed =
        ImmutableEnvironmentContext.copyOf(context)
            .withConfig(own.apply(context.config()))
            .withConfigInForce(context.configInForce().map(others))
            .withReleases(
                context.releases().stream()
                    .map(
                        release ->
                            ImmutableInstalledRelease.copyOf(release)
                                .withConfig(others.apply(release.config())))
                    .toList());
    return new StateData(changed, since, machine, release, failure);
  }

  /** Its configuration is the one in force, and so is its release. */
  StateData proven(Instant at) {
    return new StateData(
        ImmutableEnvironmentContext.copyOf(context)
            .withConfigInForce(Optional.empty())
            .withReleases(
                KeptReleases.noted(
                    context.releases(),
                    release,
                    known -> known.withProvenAt(at).withFailure(Optional.empty()))),
        since,
        machine,
        release,
        failure);
  }

  /** Its release did not get healthy. */
  StateData unproven(FailureRecord record) {
    return new StateData(
        ImmutableEnvironmentContext.copyOf(context)
            .withReleases(
                KeptReleases.noted(
                    context.releases(),
                    release,
                    known -> known.withFailure(record.code().value()))),
        since,
        machine,
        release,
        failure);
  }

  StateData with(Machine known) {
    return new StateData(context, since, Optional.of(known), release, failure);
  }

  StateData with(ReleaseId installed, Map<String, String> images, Instant at) {
    return new StateData(
        ImmutableEnvironmentContext.copyOf(context)
            .withReleases(
                KeptReleases.with(context.releases(), installed, context.config(), images, at)),
        since,
        machine,
        Optional.of(installed),
        failure);
  }

  StateData withoutMachine() {
    return new StateData(context, since, Optional.empty(), release, failure);
  }

  StateData atStep(StepId step) {
    return context
        .operation()
        .map(
            operation ->
                new StateData(
                    ImmutableEnvironmentContext.copyOf(context).withOperation(operation.at(step)),
                    since,
                    machine,
                    release,
                    failure))
        .orElse(this);
  }

  StateData atRevision(long revision) {
    return new StateData(
        ImmutableEnvironmentContext.copyOf(context).withRevision(revision),
        since,
        machine,
        release,
        failure);
  }

  /** A state that did not fail has no failure, whatever a file says. */
  StateData settled() {
    return new StateData(context, since, machine, release, Optional.empty());
  }

  StateData atRest() {
    return new StateData(withoutOperation(), since, machine, release, failure);
  }

  private EnvironmentContext withoutOperation() {
    return ImmutableEnvironmentContext.copyOf(context).withOperation(Optional.empty());
  }
}
