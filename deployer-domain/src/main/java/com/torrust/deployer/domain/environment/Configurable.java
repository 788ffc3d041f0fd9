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
  Configuring startConfiguring(OperationRecord operation);
}
