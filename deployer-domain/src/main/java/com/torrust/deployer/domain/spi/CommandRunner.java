package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.Set;

/**
 * Starts programs. Output is read as UTF-8 to its end, kept only as a tail, and redacted before
 * anyone sees it. A program is stopped by its own signal, once, never by closing its pipes.
 * Thread-safe.
 */
public interface CommandRunner {

  /** Runs a program to its end. */
  Either<RunFailure, CommandResult> run(
      Command command, Stdin stdin, LineListener listener, Cancellation cancellation);

  /**
   * Starts a program in a session of its own that writes to a file, so that it survives us and
   * Ctrl-C in our terminal. {@code command}'s limits and stop signal are remembered with the run.
   * Files that the program makes are for the owner alone, because what tools leave behind holds
   * secrets.
   *
   * @return on the left {@link RunFailure.NotStarted}, also when a run in that folder is still at
   *     work
   */
  Either<RunFailure, SurvivingRun> start(Command command, RunFolder folder);

  /**
   * The run that was started in a folder and has not been {@linkplain #forget forgotten}, ended or
   * not.
   *
   * @param secrets what is struck out of its output; a run folder never holds secrets, so they have
   *     to be given again
   */
  Optional<SurvivingRun> reattach(RunFolder folder, Set<Secret> secrets);

  /** Removes the traces of an ended run. */
  void forget(RunFolder folder);
}
