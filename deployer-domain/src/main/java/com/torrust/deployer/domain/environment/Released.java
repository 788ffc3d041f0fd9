package com.torrust.deployer.domain.environment;

import java.time.Instant;

/** A release is installed; while {@code run} is at work the operation record says so. */
public final class Released extends State<Released>
    implements Configurable, Releasable, Startable, Destroyable, ReachableEnvironment {

  Released(StateData data) {
    super(StateName.RELEASED, data, Released::new);
  }

  /** Every service answered. */
  public Running succeeded(Instant at) {
    return new Running(data.end(at).proven(at));
  }

  /** A service did not answer, restarts or could not be started. */
  public RunFailed failed(FailureRecord failure) {
    return new RunFailed(data.fail(failure).unproven(failure));
  }
}
