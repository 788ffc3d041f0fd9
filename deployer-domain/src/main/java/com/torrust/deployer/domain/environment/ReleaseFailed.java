package com.torrust.deployer.domain.environment;

/** The release could not be installed; the earlier one is still in place. */
public final class ReleaseFailed extends State<ReleaseFailed>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment, FailedEnvironment {

  ReleaseFailed(StateData data) {
    super(StateName.RELEASE_FAILED, data, ReleaseFailed::new);
  }
}
