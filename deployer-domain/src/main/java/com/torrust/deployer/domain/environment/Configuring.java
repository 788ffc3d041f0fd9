package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;

/** The machine is being configured, or was when the process died. */
public final class Configuring extends State<Configuring>
    implements Configurable, Destroyable, ReachableEnvironment {

  Configuring(StateData data) {
    super(StateName.CONFIGURING, data, Configuring::new);
  }

  /** The machine as a look found it: with the addresses that it has now. */
  public Configuring found(Machine machine) {
    return new Configuring(data.with(machine));
  }

  /** The machine can run containers. */
  public Configured succeeded(Instant at) {
    return new Configured(data.end(at));
  }

  /** A task failed. */
  public ConfigureFailed failed(FailureRecord failure) {
    return new ConfigureFailed(data.fail(failure));
  }
}
