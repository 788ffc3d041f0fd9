package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The machine exists and lets us in. */
public final class Provisioned extends State<Provisioned>
    implements Configurable, Destroyable, ReachableEnvironment {

  Provisioned(StateData data) {
    super(StateName.PROVISIONED, data, Provisioned::new);
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
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.provisioned(this);
  }
}
