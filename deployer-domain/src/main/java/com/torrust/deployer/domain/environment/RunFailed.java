package com.torrust.deployer.domain.environment;

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
}
