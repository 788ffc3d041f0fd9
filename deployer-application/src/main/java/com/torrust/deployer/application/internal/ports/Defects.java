package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Redactor;
import io.vavr.control.Either;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever is thrown into a value. Adapters and listeners are code of others: an {@link
 * Error} or an undeclared checked exception of theirs must neither leave a state in progress nor
 * end the caller's thread.
 */
public final class Defects {

  private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

  private final Supplier<Redactor> redactor;

  /**
   * Turns and logs.
   *
   * @param redactor takes secrets out of what is logged: an exception that nobody expected may
   *     quote anything
   */
  public Defects(Supplier<Redactor> redactor) {
    this.redactor = redactor;
  }

  /**
   * What {@code work} returns.
   *
   * @param what names the work in the log
   * @return on the left as well what it threw: the error of a {@link DeployException}, or {@code
   *     internal.defect}
   */
  public <T> Either<DeployError, T> caught(String what, Supplier<Either<DeployError, T>> work) {
    try {
      return work.get();
    } catch (Throwable thrown) {
      return Either.left(error(what, thrown));
    }
  }

  /** Does what nothing depends on; what it throws is logged. */
  public void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (Throwable thrown) {
      note(what, thrown);
    }
  }

  /** Logs what somebody else's code threw, where nothing depends on it. */
  public void note(String what, Throwable thrown) {
    LOG.warn("{} threw: {}", what, redactor.get().redact(thrown));
  }

  /** What was thrown, as a value; a defect is logged. */
  public DeployError error(String what, Throwable thrown) {
    if (thrown instanceof DeployException known) {
      return known.error();
    }
    LOG.error("{} ended by a defect: {}", what, redactor.get().redact(thrown));
    return DeployError.because(
            "internal.defect",
            ErrorKind.INTERNAL,
            "the deployer itself failed: " + thrown.getClass().getSimpleName())
        .addCauses(message(thrown))
        .addRemedies(
            Remedy.advice("report this with the log file; running the command again is safe"))
        .build();
  }

  /** An exception is code of others as well, and its message may be one more that throws. */
  private static String message(Throwable thrown) {
    try {
      return String.valueOf(thrown.getMessage());
    } catch (Throwable again) {
      return "its message cannot be read";
    }
  }
}
