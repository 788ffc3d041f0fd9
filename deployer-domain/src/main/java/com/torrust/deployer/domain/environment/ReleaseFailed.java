package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The release could not be installed; the earlier one is still in place. */
public final class ReleaseFailed extends State<ReleaseFailed>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment, FailedEnvironment {

  ReleaseFailed(StateData data) {
    super(StateName.RELEASE_FAILED, data, ReleaseFailed::new);
  }

  @Override
  public Machine machine() {
    return requiredMachine();
  }

  @Override
  public FailureRecord failure() {
    return requiredFailure();
  }

  @Override
  public Configuring startConfiguring(OperationRecord operation) {
    return new Configuring(data.begin(operation));
  }

  @Override
  public Releasing startReleasing(OperationRecord operation) {
    return new Releasing(data.begin(operation));
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.releaseFailed(this);
  }
}
