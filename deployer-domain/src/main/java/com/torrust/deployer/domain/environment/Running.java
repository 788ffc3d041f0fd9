package com.torrust.deployer.domain.environment;

/** The stack was proven healthy. */
public final class Running extends State<Running>
    implements Configurable, Releasable, Startable, Destroyable, ReachableEnvironment {

  Running(StateData data) {
    super(StateName.RUNNING, data, Running::new);
  }
}
