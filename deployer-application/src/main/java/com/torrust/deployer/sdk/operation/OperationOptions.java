package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Timeouts;
import java.util.Optional;
import org.immutables.value.Value;

/** How one operation is watched, stopped and limited, and what it may do. Immutable. */
@Value.Immutable
public interface OperationOptions {

  /** Hears nothing, is never cancelled, waits as long as is standard. */
  static OperationOptions standard() {
    return ImmutableOperationOptions.builder().build();
  }

  /** Hears every event of this operation, besides the listener of the deployer. */
  @Value.Default
  default DeployListener listener() {
    return DeployListener.silent();
  }

  /** Stops this operation when asked to; the deployer listens to it and never changes it. */
  @Value.Default
  default Cancellation cancellation() {
    return Cancellation.create();
  }

  /**
   * On whose behalf this is done, such as the account of a control panel; written into the history
   * beside the process that did it. At most 128 characters without control characters, otherwise
   * the operation is refused with {@code sdk.actor_invalid}.
   */
  Optional<String> actor();

  /**
   * Whether {@code release} takes over a stack's folder that holds data of somebody else, which it
   * refuses otherwise ({@code stack.foreign_data}). A copy of every file that is replaced is kept.
   */
  @Value.Default
  default boolean adoptsData() {
    return false;
  }

  /**
   * The plan that this deployment carries out. When what it was made from has moved since, the
   * operation is refused with {@code plan.stale}. A change that takes something from clients is
   * made for an approved plan only ({@code plan.not_approved} otherwise).
   */
  Optional<PlanId> approvedPlan();

  /**
   * Whether {@code deploy} and {@code rollback} put the release back that was in force when a new
   * one does not get healthy. The operation has failed all the same.
   */
  @Value.Default
  default boolean returnsWhenUnhealthy() {
    return true;
  }

  /**
   * Whether {@code deploy} may switch the machine off and on, where the provider can change it only
   * so; otherwise such a change is refused with {@code change.needs_reboot}.
   */
  @Value.Default
  default boolean allowsReboot() {
    return false;
  }

  /** How long to wait for what. */
  @Value.Default
  default Timeouts timeouts() {
    return Timeouts.standard();
  }

  /** What {@code configure} may do to what others have on the machine. */
  @Value.Default
  default MachineConsents consents() {
    return MachineConsents.none();
  }
}
