package com.torrust.deployer.sdk.operation;

/**
 * Which checks {@code test} makes.
 *
 * @param announce whether to announce to every tracker with a reserved info-hash, which changes its
 *     counters
 * @param onMachine whether to look at containers, database and Prometheus over SSH as well
 */
public record TestOptions(boolean announce, boolean onMachine) {

  /** All checks that leave swarms and counters alone. */
  public static TestOptions standard() {
    return new TestOptions(false, true);
  }
}
