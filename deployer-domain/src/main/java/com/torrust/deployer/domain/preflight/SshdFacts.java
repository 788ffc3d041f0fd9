package com.torrust.deployer.domain.preflight;

import java.util.Map;

/**
 * The SSH daemon.
 *
 * @param socketActivated whether systemd listens for it
 * @param settings effective settings by lower-case name, as {@code sshd -T} prints them; empty when
 *     that could not be asked
 */
public record SshdFacts(boolean socketActivated, Map<String, String> settings) {

  /** Copies the map. */
  public SshdFacts {
    settings = Map.copyOf(settings);
  }

  /** Nothing is known. */
  public static SshdFacts unknown() {
    return new SshdFacts(false, Map.of());
  }
}
