package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import java.util.List;

/**
 * What {@code deploy} did.
 *
 * @param environment the state it reached
 * @param phases the phases that ran, in order; empty when everything was in place and healthy
 */
public record DeployResult(Environment environment, List<OperationKind> phases) {

  /** Copies the list. */
  public DeployResult {
    phases = List.copyOf(phases);
  }
}
