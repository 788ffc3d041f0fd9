package com.torrust.deployer.mcp.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A class of effects that an operator allows to agents; to look is always allowed. */
public enum Capability {
  /** Changes what is stored, or a machine that is there, without taking anything from anybody. */
  WRITE,
  /** Makes machines, which may cost money. */
  SPEND,
  /** Takes something away: machines, data, services that clients use. */
  DESTROY;

  /** The word in options and documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The capability with that word. */
  public static Optional<Capability> find(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }
}
