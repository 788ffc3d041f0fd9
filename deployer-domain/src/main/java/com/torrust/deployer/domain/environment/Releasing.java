package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;
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

  @Override
  public Machine machine() {
    return requiredMachine();
  }

  @Override
  public Configuring startConfiguring(OperationRecord operation) {
    return new Configuring(data.begin(operation));
  }

  @Override
  public Releasing startReleasing(OperationRecord operation) {
    return new Releasing(data.begin(operation));
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.releasing(this);
  }
}
