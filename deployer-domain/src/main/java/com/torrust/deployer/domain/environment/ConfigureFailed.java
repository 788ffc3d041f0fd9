package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;

/** The configuration of the machine stopped at a task. */
public final class ConfigureFailed extends State<ConfigureFailed>
    implements Configurable, Destroyable, ReachableEnvironment, FailedEnvironment {

  ConfigureFailed(StateData data) {
    super(StateName.CONFIGURE_FAILED, data, ConfigureFailed::new);
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
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.configureFailed(this);
  }
}
