package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.time.Duration;

/** A program that goes on when we die: started by us or by an earlier process of ours. */
public interface SurvivingRun {

  /** Whether it is still at work. */
  boolean isRunning();

  /**
   * Hears its output from the beginning and waits until it ends. On cancellation or after {@code
   * limit} it gets its stop signal once and then time; killed it is only when it does not go.
   */
  Either<RunFailure, CommandResult> follow(
      LineListener listener, Duration limit, Cancellation cancellation);
}
