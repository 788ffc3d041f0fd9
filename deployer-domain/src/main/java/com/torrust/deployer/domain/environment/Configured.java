package com.torrust.deployer.domain.environment;

/** The machine can run containers. */
public final class Configured extends State<Configured>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment {

  Configured(StateData data) {
    super(StateName.CONFIGURED, data, Configured::new);
  }
}
