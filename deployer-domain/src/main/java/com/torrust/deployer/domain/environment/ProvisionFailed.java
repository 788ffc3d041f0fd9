package com.torrust.deployer.domain.environment;

/** The machine could not be made or reached; what exists is kept. */
public final class ProvisionFailed extends State<ProvisionFailed>
    implements Provisionable, Destroyable, FailedEnvironment {

  ProvisionFailed(StateData data) {
    super(StateName.PROVISION_FAILED, data, ProvisionFailed::new);
  }

  @Override
  public FailureRecord failure() {
    return requiredFailure();
  }

  @Override
  public Provisioning startProvisioning(OperationRecord operation) {
    return new Provisioning(data.begin(operation));
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.provisionFailed(this);
  }
}
