package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** Any state in which there is a machine to work with. */
public sealed interface ReachableEnvironment extends Environment
    permits Provisioned,
        Configuring,
        Configured,
        Releasing,
        Released,
        Running,
        ConfigureFailed,
        ReleaseFailed,
        RunFailed {

  /** The machine. */
  default Machine machine() {
    return StateData.of(this).requiredMachine(stateName());
  }
}
