package com.torrust.deployer.domain.environment;

/** The machine exists and accepts the login. */
public final class Provisioned extends State<Provisioned>
    implements Configurable, Destroyable, ReachableEnvironment {

  Provisioned(StateData data) {
    super(StateName.PROVISIONED, data, Provisioned::new);
  }
}
