package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.OperationKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far {@code deploy} goes. */
public enum DeployTarget {
  PROVISIONED(OperationKind.PROVISION),
  CONFIGURED(OperationKind.CONFIGURE),
  RELEASED(OperationKind.RELEASE),
  RUNNING(OperationKind.RUN);

  private final OperationKind lastPhase;

  DeployTarget(OperationKind lastPhase) {
    this.lastPhase = lastPhase;
  }

  /** The phase that leads to it. */
  public OperationKind lastPhase() {
    return lastPhase;
  }

  /** The word in commands and results: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target with that word. */
  public static Optional<DeployTarget> find(String text) {
    return Arrays.stream(values()).filter(target -> target.text().equals(text)).findFirst();
  }
}
