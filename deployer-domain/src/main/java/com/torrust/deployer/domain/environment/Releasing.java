package com.torrust.deployer.domain.environment;

import java.time.Instant;

/** A release is being installed, or was when the process died. */
public final class Releasing extends State<Releasing>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment {

  Releasing(StateData data) {
    super(StateName.RELEASING, data, Releasing::new);
  }

  /** The release is in place. */
  public Released succeeded(ReleaseId release, Instant at) {
    return new Released(data.with(release).end(at));
  }

  /** The release could not be put in place. */
  public ReleaseFailed failed(FailureRecord failure) {
    return new ReleaseFailed(data.fail(failure));
  }
}
