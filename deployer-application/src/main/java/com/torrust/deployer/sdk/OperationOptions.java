package com.torrust.deployer.sdk;

import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Patience;
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

  /** Stops this operation when asked to. */
  @Value.Default
  default Cancellation cancellation() {
    return Cancellation.create();
  }

  /** How long to wait for what. */
  @Value.Default
  default Patience patience() {
    return Patience.standard();
  }

  /** What {@code configure} may do to what others have on the machine. */
  @Value.Default
  default MachineConsents consents() {
    return MachineConsents.none();
  }
}
