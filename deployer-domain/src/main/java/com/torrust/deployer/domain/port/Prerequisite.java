package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import java.time.Duration;
import java.util.List;

/**
 * One thing that is needed on this computer, as it was found. Immutable.
 *
 * @param result what was looked at, how it is, and in the detail its version or what is wrong with
 *     it
 * @param remedies what to do about it, best first; empty when it passed
 */
public record Prerequisite(CheckResult result, List<Remedy> remedies) {

  /** Copies the list. */
  public Prerequisite {
    remedies = List.copyOf(remedies);
  }

  /** As it should be; {@code detail} holds its version or place. */
  public static Prerequisite met(String id, String subject, String detail, Duration duration) {
    return new Prerequisite(new CheckResult(id, subject, Status.PASS, detail, duration), List.of());
  }

  /** Missing or unfit, for the reason that the error gives. */
  public static Prerequisite unmet(
      String id, String subject, DeployError error, Duration duration) {
    return new Prerequisite(
        new CheckResult(id, subject, Status.FAIL, error.message(), duration), error.remedies());
  }

  /** The same finding as a warning: what it is needed for may never be asked for. */
  public Prerequisite asWarning() {
    return result.failed()
        ? new Prerequisite(
            new CheckResult(
                result.id(), result.subject(), Status.WARN, result.detail(), result.duration()),
            remedies)
        : this;
  }
}
