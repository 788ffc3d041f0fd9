package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The stack was not proven healthy. */
public final class RunFailed extends State<RunFailed>
    implements Configurable,
        Releasable,
        Startable,
        Destroyable,
        ReachableEnvironment,
        FailedEnvironment {

  RunFailed(StateData data) {
    super(StateName.RUN_FAILED, data, RunFailed::new);
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
  public Released startRunning(OperationRecord operation) {
    return new Released(data.begin(operation));
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.runFailed(this);
  }
}
