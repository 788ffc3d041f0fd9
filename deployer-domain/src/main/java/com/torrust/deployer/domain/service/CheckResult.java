package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to one check.
 *
 * @param id stable dotted name of the check, such as {@code udp_tracker.connect}
 * @param subject what was asked: a URL, an address, a service
 * @param status how it went
 * @param detail one line for people; never a secret
 * @param duration how long the answer took
 * @param code what is wrong, where that has a code of its own
 */
public record CheckResult(
    String id,
    String subject,
    Status status,
    String detail,
    Duration duration,
    Optional<ErrorCode> code) {

  /** An answer without a code of its own. */
  public CheckResult(String id, String subject, Status status, String detail, Duration duration) {
    this(id, subject, status, detail, duration, Optional.empty());
  }

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
