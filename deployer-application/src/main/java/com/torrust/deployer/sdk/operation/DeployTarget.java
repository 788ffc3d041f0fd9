package com.torrust.deployer.sdk.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far {@code deploy} goes. */
public enum DeployTarget {
  PROVISIONED,
  CONFIGURED,
  RELEASED,
  RUNNING;

  /** The word in commands and results: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target with that word. */
  public static Optional<DeployTarget> find(String text) {
    return Arrays.stream(values()).filter(target -> target.text().equals(text)).findFirst();
  }
}
