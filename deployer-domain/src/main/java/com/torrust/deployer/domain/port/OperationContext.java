package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.machine.MachineConsents;
import java.util.Set;
import org.immutables.value.Value;

/** What an adapter gets besides its own task: for whom it works, how to tell, when to stop. */
@Value.Immutable
public interface OperationContext {

  /** The environment that is worked on; its lease is held, unless this is only a look. */
  EnvironmentName environment();

  /**
   * Whether the operation only looks: it holds no lease, changes nothing, and ends with its
   * answers, so that nothing is worth keeping open for what follows.
   */
  @Value.Default
  default boolean isLook() {
    return false;
  }

  /** The operation that this call belongs to. */
  OperationId operation();

  /** Where to tell what happens. */
  Progress progress();

  /** When to stop. */
  Cancellation cancellation();

  /** How long to wait. */
  Timeouts timeouts();

  /** What may be done to what others have on the machine. */
  @Value.Default
  default MachineConsents consents() {
    return MachineConsents.none();
  }

  /** Where files are. */
  EnvironmentFolders folders();

  /** Everything that no output of a tool may show. */
  Set<Secret> secrets();

  /** What must be ended when the operation ends, such as a shared connection. */
  Finalizers finalizers();
}
