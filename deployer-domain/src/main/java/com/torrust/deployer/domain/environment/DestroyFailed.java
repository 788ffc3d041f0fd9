package com.torrust.deployer.domain.environment;

/** Something could not be removed and still exists. */
public final class DestroyFailed extends State<DestroyFailed>
    implements Destroyable, FailedEnvironment {

  DestroyFailed(StateData data) {
    super(StateName.DESTROY_FAILED, data, DestroyFailed::new);
  }
}
