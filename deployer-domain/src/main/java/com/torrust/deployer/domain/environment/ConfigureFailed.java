package com.torrust.deployer.domain.environment;

/** The configuration of the machine stopped at a task. */
public final class ConfigureFailed extends State<ConfigureFailed>
    implements Configurable, Destroyable, ReachableEnvironment, FailedEnvironment {

  ConfigureFailed(StateData data) {
    super(StateName.CONFIGURE_FAILED, data, ConfigureFailed::new);
  }
}
