package com.torrust.deployer.domain.environment;

/** Where {@code provision} is allowed: nothing was made yet, or making it was cut off or failed. */
public sealed interface Provisionable extends Environment
    permits Created, Provisioning, ProvisionFailed {

  /** Saved before the first side effect: begins or takes up {@code provision}. */
  Provisioning startProvisioning(OperationRecord operation);
}
