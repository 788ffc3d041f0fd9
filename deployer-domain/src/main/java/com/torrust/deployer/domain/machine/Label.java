package com.torrust.deployer.domain.machine;

/**
 * What marks everything that belongs to one environment at its provider, from the first apply on.
 * The value holds the environment's id, so that two environments of the same name in two workspaces
 * never claim each other's machines.
 *
 * @param value 1–63 of letters, digits, dashes and dots, as Hetzner Cloud allows
 */
public record Label(String value) {

  /**
   * Name of the label at Hetzner Cloud; at LXD the configuration key is {@code user.} with this
   * name.
   */
  public static final String KEY = "torrust-tracker-deployer";

  @Override
  public String toString() {
    return value;
  }
}
