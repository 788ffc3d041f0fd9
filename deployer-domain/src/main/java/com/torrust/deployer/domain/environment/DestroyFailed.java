package com.torrust.deployer.domain.environment;

/** Something could not be removed and still exists. */
public final class DestroyFailed extends State<DestroyFailed>
    implements Destroyable, FailedEnvironment {

  DestroyFailed(StateData data) {
    super(StateName.DESTROY_FAILED, data, DestroyFailed::new);
  }

  @Override
  public FailureRecord failure() {
    return requiredFailure();
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.destroyFailed(this);
  }
}
