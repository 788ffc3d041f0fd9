package com.torrust.deployer.domain.environment;

import java.time.Instant;
import java.util.Map;

/** A release is being installed, or was when the process died. */
public final class Releasing extends State<Releasing>
    implements Configurable, Releasable, Destroyable, ReachableEnvironment {

  Releasing(StateData data) {
    super(StateName.RELEASING, data, Releasing::new);
  }

  /**
   * The release is in place.
   *
   * @param images the image of each of its services
   */
  public Released succeeded(ReleaseId release, Map<String, String> images, Instant at) {
    return new Released(data.with(release, images, at).end(at));
  }

  /** The release could not be put in place. */
  public ReleaseFailed failed(FailureRecord failure) {
    return new ReleaseFailed(data.fail(failure));
  }
}
