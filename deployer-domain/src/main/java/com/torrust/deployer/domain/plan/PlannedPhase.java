package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.environment.OperationKind;
import java.util.List;

/**
 * One phase that will run.
 *
 * @param phase which one
 * @param effect what it does
 * @param reason why it runs, as one phrase without a value of the configuration
 * @param services the services that it does not leave as they are
 */
public record PlannedPhase(
    OperationKind phase, Effect effect, String reason, List<ServiceEffect> services) {

  /** Copies the list. */
  public PlannedPhase {
    services = List.copyOf(services);
  }

  /** The phase that it is a part of: data is copied when another release comes. */
  public OperationKind belongsTo() {
    return phase == OperationKind.BACKUP ? OperationKind.RELEASE : phase;
  }
}
