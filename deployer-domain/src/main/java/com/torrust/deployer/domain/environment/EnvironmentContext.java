package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.ImmutableMachineSpec;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What an environment has in every state. Immutable. */
@Value.Immutable
public interface EnvironmentContext {

  /** Distinguishes it from others of the same name. */
  EnvironmentId id();

  /** What the user asked for. */
  EnvironmentConfig config();

  /**
   * While a change of the configuration is under way: the one that was proven last. It stays until
   * the services of {@link #config()} are proven.
   */
  Optional<EnvironmentConfig> configInForce();

  /**
   * The releases that were installed on the machine, in the order in which they were installed or
   * proven last; the machine keeps them.
   */
  List<InstalledRelease> releases();

  /** When it was created. */
  Instant createdAt();

  /** Counts saves, from 0 for one that was never saved; a save with an old revision is refused. */
  long revision();

  /** The operation at work, or the one that was at work when its process died. */
  Optional<OperationRecord> operation();

  /** The same with another configuration to work for. */
  default EnvironmentContext changedTo(EnvironmentConfig wanted) {
    return ImmutableEnvironmentContext.copyOf(this)
        .withConfig(wanted)
        .withConfigInForce(configInForce().or(() -> Optional.of(config())));
  }

  /** The release with that id, if it is kept. */
  default Optional<InstalledRelease> release(ReleaseId id) {
    return KeptReleases.find(releases(), id);
  }

  /** The release whose services were proven last. */
  default Optional<InstalledRelease> releaseInForce() {
    return KeptReleases.inForce(releases());
  }

  /** The release that was in force before that one. */
  default Optional<InstalledRelease> releaseBefore() {
    return KeptReleases.inForce(
        releaseInForce()
            .map(present -> KeptReleases.without(releases(), present.id()))
            .orElseGet(this::releases));
  }

  /** The label of everything at the provider. */
  default Label label() {
    return id().label(config().name());
  }

  /** The machine that the configuration asks for. */
  default MachineSpec machineSpec() {
    return ImmutableMachineSpec.builder()
        .name(config().instanceName())
        .label(label())
        .provider(config().provider())
        .sshCredentials(config().sshCredentials())
        .build();
  }
}
