package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The stack was proven healthy. */
public final class Running extends State<Running>
    implements Configurable, Releasable, Startable, Destroyable, ReachableEnvironment {

  Running(StateData data) {
    super(StateName.RUNNING, data, Running::new);
  }

  @Override
  public Machine machine() {
    return requiredMachine();
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
    return cases.running(this);
  }
}
