package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;

/** A release is installed; while {@code run} is at work the operation record says so. */
public final class Released extends State<Released>
    implements Configurable, Releasable, Startable, Destroyable, ReachableEnvironment {

  Released(StateData data) {
    super(StateName.RELEASED, data, Released::new);
  }

  /** Every service answered. */
  public Running succeeded(Instant at) {
    return new Running(data.end(at));
  }

  /** A service did not answer, restarts or could not be started. */
  public RunFailed failed(FailureRecord failure) {
    return new RunFailed(data.fail(failure));
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
  public Released startRunning(OperationRecord operation) {
    return new Released(data.begin(operation));
  }

  @Override
  public Destroying startDestroying(OperationRecord operation) {
    return new Destroying(data.begin(operation));
  }

  @Override
  public <R> R fold(EnvironmentCases<R> cases) {
    return cases.released(this);
  }
}
