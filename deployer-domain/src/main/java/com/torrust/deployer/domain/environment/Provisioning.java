package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;

/** The machine is being made, or was when the process died. */
public final class Provisioning extends State<Provisioning> implements Provisionable, Destroyable {

  Provisioning(StateData data) {
    super(StateName.PROVISIONING, data, Provisioning::new);
  }

  /** The machine exists, although nobody reached it yet: from here on it cannot be forgotten. */
  public Provisioning found(Machine machine) {
    return new Provisioning(data.with(machine));
  }

  /** The machine exists, accepts the login and is booted. */
  public Provisioned succeeded(Machine machine, Instant at) {
    return new Provisioned(data.with(machine).end(at));
  }

  /** The machine could not be made or reached. */
  public ProvisionFailed failed(FailureRecord failure) {
    return new ProvisionFailed(data.fail(failure));
  }
}
