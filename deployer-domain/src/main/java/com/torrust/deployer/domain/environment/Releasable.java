package com.torrust.deployer.domain.environment;

/** Where {@code release} is allowed: the machine is configured, whatever happened after that. */
public sealed interface Releasable extends Environment
    permits Configured, Releasing, ReleaseFailed, Released, RunFailed, Running {

  /** Saved before the first side effect: begins, repeats or takes up {@code release}. */
  default Releasing startReleasing(OperationRecord operation) {
    return new Releasing(StateData.of(this).begin(operation));
  }
}
