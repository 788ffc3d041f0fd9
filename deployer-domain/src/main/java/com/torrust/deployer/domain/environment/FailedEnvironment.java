package com.torrust.deployer.domain.environment;

/** Any state after a failure. */
public sealed interface FailedEnvironment extends Environment
    permits ProvisionFailed, ConfigureFailed, ReleaseFailed, RunFailed, DestroyFailed {

  /** Why it failed. */
  default FailureRecord failure() {
    return StateData.of(this).requiredFailure(stateName());
  }
}
