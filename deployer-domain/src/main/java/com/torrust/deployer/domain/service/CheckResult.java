package com.torrust.deployer.domain.service;

import java.time.Duration;

/**
 * The answer to one check.
 *
 * @param id stable dotted name of the check, such as {@code udp_tracker.connect}
 * @param subject what was asked: a URL, an address, a service
 * @param status how it went
 * @param detail one line for people; never a secret
 * @param duration how long the answer took
 */
public record CheckResult(
    String id, String subject, Status status, String detail, Duration duration) {

  /** How a check went. */
  public enum Status {
    PASS,
    /** Not as it should be, but no reason to fail. */
    WARN,
    FAIL,
    /** Could not be asked from here, with the reason in the detail. */
    SKIP
  }

  /** Whether the check stands in the way of success. */
  public boolean failed() {
    return status == Status.FAIL;
  }
}
