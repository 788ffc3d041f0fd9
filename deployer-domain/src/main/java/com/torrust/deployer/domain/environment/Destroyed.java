package com.torrust.deployer.domain.environment;

/** The provider lists nothing of this environment any more. */
public final class Destroyed extends State<Destroyed> implements Environment {

  Destroyed(StateData data) {
    super(StateName.DESTROYED, data, Destroyed::new);
  }
}
