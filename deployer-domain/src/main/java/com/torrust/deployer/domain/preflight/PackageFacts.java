package com.torrust.deployer.domain.preflight;

import java.util.List;

/**
 * Packages and units that somebody has treated in a special way.
 *
 * @param unfinished packages that dpkg has begun and not finished
 * @param held packages that must not be changed
 * @param maskedUnits units that were switched off for good, such as {@code
 *     unattended-upgrades.service}
 */
public record PackageFacts(List<String> unfinished, List<String> held, List<String> maskedUnits) {

  /** Copies the lists. */
  public PackageFacts {
    unfinished = List.copyOf(unfinished);
    held = List.copyOf(held);
    maskedUnits = List.copyOf(maskedUnits);
  }

  /** Nothing special. */
  public static PackageFacts ordinary() {
    return new PackageFacts(List.of(), List.of(), List.of());
  }
}
