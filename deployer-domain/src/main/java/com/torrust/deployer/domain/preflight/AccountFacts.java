package com.torrust.deployer.domain.preflight;

/**
 * The account that looked.
 *
 * @param name its name on the machine
 * @param shell its login shell
 * @param elevation how it becomes root
 * @param refusal what sudo says when it refuses; empty otherwise
 */
public record AccountFacts(String name, String shell, Elevation elevation, String refusal) {

  /** How an account becomes root. */
  public enum Elevation {
    /** It is root. */
    ROOT,
    /** By sudo, without a password. */
    SUDO,
    /** Not at all, or not without a password; what only root sees is unknown then. */
    NONE
  }

  /** Whether everything could be looked at. */
  public boolean isRoot() {
    return elevation != Elevation.NONE;
  }
}
