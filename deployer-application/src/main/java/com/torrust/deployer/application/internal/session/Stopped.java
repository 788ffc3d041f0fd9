package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;

/** What was stopped on request did not fail. */
public final class Stopped {

  private Stopped() {}

  /** The error of an operation that was stopped {@code when}. */
  public static DeployError error(Cancellation cancellation, String when) {
    return cancellation.error(when);
  }

  /**
   * Ctrl-C on a terminal reaches the tools as well, and one that ends by it before it is stopped
   * seems to have failed. What it left behind is reported as for any failure.
   */
  public static DeployError unless(Cancellation cancellation, String when, DeployError error) {
    boolean mayFollow =
        switch (error.kind()) {
          case CONNECTIVITY, REMOTE, PROVIDER, HEALTH, CHECKS, TIMEOUT, PREREQUISITE -> true;
          default -> false;
        };
    if (!mayFollow || !cancellation.isRequested()) {
      return error;
    }
    DeployError stopped = error(cancellation, when);
    return DeployError.because(stopped.code().value(), stopped.kind(), stopped.message())
        .addCauses(error.message())
        .addAllCauses(error.causes())
        .putAllFacts(error.facts())
        .addAllFindings(error.findings())
        .outputTail(error.outputTail())
        .addAllSideEffects(error.sideEffects())
        .trace(error.trace())
        .addAllRemedies(stopped.remedies())
        .build();
  }

  /** The same for a whole outcome. */
  public static <T> Either<DeployError, T> unless(
      Cancellation cancellation, String when, Either<DeployError, T> outcome) {
    return outcome.mapLeft(error -> unless(cancellation, when, error));
  }
}
