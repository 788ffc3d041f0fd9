package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What is known about an environment without asking the network. Immutable. */
@Value.Immutable
public interface EnvironmentView {

  /** The stored state. */
  Environment environment();

  /** Where its services are, once there is a machine. */
  Optional<ServiceEndpoints> endpoints();

  /** The images of its stack. */
  Map<Component, ImageReference> images();

  /**
   * When a backup was last taken or proven from this computer, as its history says. What the
   * machine does by the clock is told by {@code status}.
   */
  Optional<Instant> lastBackupFromHere();

  /** Who works on it right now. */
  Optional<Holder> holder();

  /**
   * Whether an operation was cut off: the state file names one, but nobody holds the environment.
   */
  default boolean isInterrupted() {
    return environment().context().operation().isPresent() && holder().isEmpty();
  }

  /**
   * Whether something of ours may stand at the provider, so that the environment must not be
   * forgotten.
   */
  default boolean mayHoldResources() {
    return mayHoldResources(environment());
  }

  /** The same for any environment. */
  static boolean mayHoldResources(Environment environment) {
    boolean nothingOfOurs =
        environment.knownMachine().map(machine -> !machine.isManaged()).orElse(false);
    return !(environment instanceof Created || environment instanceof Destroyed || nothingOfOurs);
  }
}
