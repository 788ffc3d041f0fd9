package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * An environment laid flat, for a store: what a state is made of, without its behaviour. Immutable.
 */
@Value.Immutable
public interface EnvironmentSnapshot {

  /** Which state. */
  StateName state();

  /** What it has in every state. */
  EnvironmentContext context();

  /** When it came into the state. */
  Instant since();

  /** The machine, once one is known. */
  Optional<Machine> machine();

  /** The release that was installed last. */
  Optional<ReleaseId> release();

  /** The failure that led to the state. */
  Optional<FailureRecord> failure();

  /** Lays a state flat. */
  static EnvironmentSnapshot of(Environment environment) {
    return ImmutableEnvironmentSnapshot.builder()
        .state(environment.stateName())
        .context(environment.context())
        .since(environment.since())
        .machine(environment.knownMachine())
        .release(environment.installedRelease())
        .failure(
            environment instanceof FailedEnvironment failed
                ? Optional.of(failed.failure())
                : Optional.empty())
        .build();
  }

  /**
   * Restores the state. Only a store has a reason to call it.
   *
   * @return {@code environment.corrupt} when the parts do not fit the state
   */
  default Either<DeployError, Environment> restore() {
    Optional<String> missing = missingPart(state(), machine(), failure());
    if (missing.isPresent()) {
      return Either.left(Parts.missing(this, missing.get()));
    }
    StateData data = new StateData(context(), since(), machine(), release(), failure());
    return Either.right(
        switch (state()) {
          case CREATED -> new Created(data.settled());
          case PROVISIONING -> new Provisioning(data.settled());
          case PROVISIONED -> new Provisioned(data.settled());
          case CONFIGURING -> new Configuring(data.settled());
          case CONFIGURED -> new Configured(data.settled());
          case RELEASING -> new Releasing(data.settled());
          case RELEASED -> new Released(data.settled());
          case RUNNING -> new Running(data.settled());
          case DESTROYING -> new Destroying(data.settled());
          case DESTROYED -> new Destroyed(data.settled());
          case PROVISION_FAILED -> new ProvisionFailed(data);
          case CONFIGURE_FAILED -> new ConfigureFailed(data);
          case RELEASE_FAILED -> new ReleaseFailed(data);
          case RUN_FAILED -> new RunFailed(data);
          case DESTROY_FAILED -> new DestroyFailed(data);
        });
  }

  /** The part that a state cannot do without and that is not there: machine or failure. */
  static Optional<String> missingPart(
      StateName state, Optional<Machine> machine, Optional<FailureRecord> failure) {
    if (Parts.NEED_MACHINE.contains(state) && machine.isEmpty()) {
      return Optional.of("machine");
    }
    return Parts.NEED_FAILURE.contains(state) && failure.isEmpty()
        ? Optional.of("failure")
        : Optional.empty();
  }

  /** Which parts the states cannot do without. */
  final class Parts {

    private static final Set<StateName> NEED_MACHINE =
        EnumSet.of(
            StateName.PROVISIONED,
            StateName.CONFIGURING,
            StateName.CONFIGURED,
            StateName.RELEASING,
            StateName.RELEASED,
            StateName.RUNNING,
            StateName.CONFIGURE_FAILED,
            StateName.RELEASE_FAILED,
            StateName.RUN_FAILED);
    private static final Set<StateName> NEED_FAILURE =
        EnumSet.of(
            StateName.PROVISION_FAILED,
            StateName.CONFIGURE_FAILED,
            StateName.RELEASE_FAILED,
            StateName.RUN_FAILED,
            StateName.DESTROY_FAILED);

    private Parts() {}

    private static DeployError missing(EnvironmentSnapshot snapshot, String part) {
      return DeployError.because(
              "environment.corrupt",
              ErrorKind.CORRUPT_STATE,
              "the stored state '"
                  + snapshot.state().text()
                  + "' of '"
                  + snapshot.context().config().name()
                  + "' has no "
                  + part)
          .putFacts("environment", snapshot.context().config().name().value())
          .addRemedies(Remedy.advice("restore the state file from a backup; it was left as it is"))
          .build();
    }
  }
}
