package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The machine can run containers. */
public final class Configured extends State<Configured>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment {

  Configured(StateData data) {
    super(StateName.CONFIGURED, data, Configured::new);
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
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.configured(this);
  }
}
