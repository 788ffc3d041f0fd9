package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.Optional;

/** The environment is known; nothing exists outside of this computer. */
public final class Created extends State<Created> implements Provisionable, Destroyable {

  Created(StateData data) {
    super(StateName.CREATED, data, Created::new);
  }

  /** A new environment that was never saved. */
  public static Created of(EnvironmentId id, EnvironmentConfig config, Instant at) {
    EnvironmentContext context =
        ImmutableEnvironmentContext.builder()
            .id(id)
            .config(config)
            .createdAt(at)
            .revision(0)
            .build();
    return new Created(
        new StateData(context, at, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Saved before the machine is contacted: begins or repeats {@code register}. */
  public Created startRegistering(OperationRecord operation) {
    return new Created(data.begin(operation));
  }

  /**
   * Saved before local files are removed: begins or repeats {@code destroy}. As nothing was made
   * elsewhere, no provider is ever asked about it.
   */
  public Created startDiscarding(OperationRecord operation) {
    return new Created(data.begin(operation));
  }

  /** What was on this computer is gone. */
  public Destroyed discarded(Instant at) {
    return new Destroyed(data.end(at));
  }

  /** The existing machine accepted the login; it is adopted and never destroyed by us. */
  public Provisioned registered(Machine machine, Instant at) {
    return new Provisioned(data.with(machine).end(at));
  }
}
