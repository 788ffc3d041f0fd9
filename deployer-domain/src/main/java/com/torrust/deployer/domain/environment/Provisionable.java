package com.torrust.deployer.domain.environment;

/** Where {@code provision} is allowed: nothing was made yet, or making it was cut off or failed. */
public sealed interface Provisionable extends Environment
    permits Created, Provisioning, ProvisionFailed {

  /** Saved before the first side effect: begins or takes up {@code provision}. */
  default Provisioning startProvisioning(OperationRecord operation) {
    return new Provisioning(StateData.of(this).begin(operation));
  }
}
