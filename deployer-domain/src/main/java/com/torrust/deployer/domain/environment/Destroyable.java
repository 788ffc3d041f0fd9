package com.torrust.deployer.domain.environment;

/** Where {@code destroy} has something to do: everywhere but at the end. */
public sealed interface Destroyable extends Environment
    permits Created,
        Provisioning,
        Provisioned,
        Configuring,
        Configured,
        Releasing,
        Released,
        Running,
        Destroying,
        ProvisionFailed,
        ConfigureFailed,
        ReleaseFailed,
        RunFailed,
        DestroyFailed {

  /** Saved before the first side effect: begins, repeats or takes up {@code destroy}. */
  default Destroying startDestroying(OperationRecord operation) {
    return new Destroying(StateData.of(this).begin(operation));
  }
}
