package com.torrust.deployer.domain.environment;

/** Where {@code configure} is allowed: wherever there is a machine and no destroying has begun. */
public sealed interface Configurable extends Environment
    permits Provisioned,
        Configuring,
        Configured,
        Releasing,
        Released,
        Running,
        ConfigureFailed,
        ReleaseFailed,
        RunFailed {

  /** Saved before the first side effect: begins, repeats or takes up {@code configure}. */
  default Configuring startConfiguring(OperationRecord operation) {
    return new Configuring(StateData.of(this).begin(operation));
  }
}
