package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that goes on without us; all that is known about it stands in its folder. */
final class LocalSurvivingRun implements SurvivingRun {

  /** Stands for the end of a wrapper that an earlier process of ours started. */
  static final CompletableFuture<Integer> NOT_OURS = new CompletableFuture<>();

  private static final Logger LOG = LoggerFactory.getLogger(LocalSurvivingRun.class);
  private static final Duration NAP = Duration.ofMillis(20);
  private static final Duration PROGRAM_APPEARS = Duration.ofSeconds(2);
  private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

  private final RunFiles files;
  private final RunFiles.Terms terms;
  private final Redactor redactor;
  private final CompletableFuture<Integer> wrapperExit;

  /**
   * @param wrapperExit completes when the wrapper ends, if we are its parent; otherwise it never
   *     does
   */
  LocalSurvivingRun(
      RunFiles files,
      RunFiles.Terms terms,
      Redactor redactor,
      CompletableFuture<Integer> wrapperExit) {
    this.files = files;
    this.terms = terms;
    this.redactor = redactor;
    this.wrapperExit = wrapperExit;
  }

  @Override
  public boolean isRunning() {
    return files.exitCode().isEmpty() && isAlive();
  }

  private boolean isAlive() {
    Optional<Survivor> survivor = survivor();
    // A wrapper of ours that has not claimed the run yet is about to.
    return survivor.map(Survivor::isAlive).orElseGet(() -> isOurs() && !wrapperExit.isDone());
  }

  private boolean isOurs() {
    return wrapperExit != NOT_OURS;
  }

  private Optional<Survivor> survivor() {
    return files.wrapped().map(wrapped -> new Survivor(files, wrapped, terms.boot()));
  }

  @Override
  public Either<RunFailure, CommandResult> follow(
      LineListener listener, Duration limit, Cancellation cancellation) {
    Transcript transcript = new Transcript(listener, redactor, terms.captureLimit());
    try (Watch watch = new Watch(cancellation);
        LogTail tail = LogTail.open(files.output(), redactor, transcript)) {
      wrapperExit.thenRun(watch::ring);
      Watch.Verdict verdict =
          watch.await(
              () -> hasEnded(tail),
              NAP,
              limit.compareTo(terms.limit()) < 0 ? limit : terms.limit(),
              terms.silence(),
              transcript::lastHeard);
      if (!(verdict instanceof Watch.Verdict.Ended)) {
        stop(watch, tail);
        tail.drain();
        return Either.left(LocalCommandRunner.failure(verdict, transcript.tail()));
      }
      tail.drain();
      OptionalInt exitCode = files.exitCode();
      return exitCode.isPresent()
          ? Either.right(
              new CommandResult(
                  exitCode.getAsInt(), transcript.captured(), transcript.tail(), files.duration()))
          : Either.left(new RunFailure.Vanished(transcript.tail()));
    } catch (IOException noLog) {
      return Either.left(new RunFailure.Vanished(List.of()));
    }
  }

  private boolean hasEnded(LogTail tail) {
    boolean running = isRunning();
    return !tail.pump() && !running;
  }

  /** Whether it ended, however much of what it said has not been passed on yet. */
  private boolean isGone(LogTail tail) {
    tail.pump();
    return !isRunning();
  }

  private void stop(Watch watch, LogTail tail) {
    boolean signalled = !firstToStop();
    watch.awaitQuietly(() -> program().isPresent() || isGone(tail), NAP, PROGRAM_APPEARS);
    program()
        .ifPresent(
            program ->
                GentleStop.stop(
                    program, terms.signal(), signalled, terms.grace(), watch, () -> isGone(tail)));
    if (isRunning()) {
      survivor().ifPresent(Survivor::kill);
      watch.awaitQuietly(() -> isGone(tail), NAP, AFTER_FORCE);
    }
  }

  private Optional<ProcessHandle> program() {
    return survivor().flatMap(Survivor::program);
  }

  /** A tool that gets the signal twice aborts; an earlier process of ours may have sent it. */
  private boolean firstToStop() {
    try {
      return files.claimStop();
    } catch (IOException cannotNote) {
      LOG.warn("cannot note that the program is being stopped: {}", cannotNote.getMessage());
      return true;
    }
  }
}
