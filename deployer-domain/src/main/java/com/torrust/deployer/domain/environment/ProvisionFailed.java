package com.torrust.deployer.domain.environment;

/** The machine could not be made or reached; what exists is kept. */
public final class ProvisionFailed extends State<ProvisionFailed>
    implements Provisionable, Destroyable, FailedEnvironment {

  ProvisionFailed(StateData data) {
    super(StateName.PROVISION_FAILED, data, ProvisionFailed::new);
  }
}
