package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts programs of this computer. */
final class LocalCommandRunner implements CommandRunner {

  /** Read from at once at its end. */
  static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private static final Logger LOG = LoggerFactory.getLogger(LocalCommandRunner.class);
  private static final Duration NAP = Duration.ofSeconds(1);

  /** What Java makes of an end by SIGINT. */
  private static final int INTERRUPTED = 128 + 2;

  /** The longest time between a Ctrl-C and the moment when somebody asks us to stop for it. */
  private static final Duration OWN_SIGNAL = Duration.ofSeconds(2);

  private final Signals signals;
  private final SurvivingRuns survivors;

  LocalCommandRunner(Signals signals) {
    this(signals, Duration.ofSeconds(3));
  }

  /** For tests that wait for a start which never comes. */
  LocalCommandRunner(Signals signals, Duration claimLimit) {
    this.signals = signals;
    this.survivors = new SurvivingRuns(signals, claimLimit);
  }

  @Override
  public Either<RunFailure, CommandResult> run(
      Command command, Stdin stdin, LineListener listener, Cancellation cancellation) {
    if (cancellation.isRequested()) {
      return Either.left(new RunFailure.Cancelled(cancellation.reason().orElse(""), List.of()));
    }
    return ProgramFinder.find(command)
        .flatMap(program -> run(program, command, stdin, listener, cancellation));
  }

  private Either<RunFailure, CommandResult> run(
      Path program,
      Command command,
      Stdin stdin,
      LineListener listener,
      Cancellation cancellation) {
    LOG.debug("starting {}", command.display());
    long start = System.nanoTime();
    Redactor redactor = Redactor.of(command.secrets());
    Transcript transcript = new Transcript(listener, redactor, command.captureLimit());
    Pumps pumps = new Pumps(stdin, redactor, transcript);
    Launcher.Launched launched;
    try {
      launched =
          Launcher.launch(
              commandLine(program, command),
              command.environment(),
              command.workingDirectory(),
              pumps::connect,
              pumps);
    } catch (IOException refused) {
      return Either.left(new RunFailure.NotStarted(command.program(), refused.getMessage()));
    }
    return await(launched, command, transcript, cancellation)
        .map(
            exitCode ->
                new CommandResult(
                    exitCode,
                    transcript.captured(),
                    transcript.tail(),
                    Duration.ofNanos(System.nanoTime() - start)));
  }

  private List<String> commandLine(Path program, Command command) {
    List<String> line = new ArrayList<>();
    if (command.stopSignal() == Command.StopSignal.INTERRUPT) {
      line.addAll(signals.restoringPrefix());
    }
    line.add(program.toString());
    line.addAll(command.arguments());
    return line;
  }

  private static Either<RunFailure, Integer> await(
      Launcher.Launched launched,
      Command command,
      Transcript transcript,
      Cancellation cancellation) {
    try (Watch watch = new Watch(cancellation)) {
      launched.exitCode().thenRun(watch::ring);
      Watch.Verdict verdict =
          watch.await(
              launched.exitCode()::isDone,
              NAP,
              command.limit(),
              command.silence(),
              transcript::lastHeard);
      if (verdict instanceof Watch.Verdict.Ended) {
        int exitCode = launched.exitCode().join();
        return isOurEndToo(exitCode, cancellation)
            ? Either.left(
                new RunFailure.Cancelled(cancellation.reason().orElse(""), transcript.tail()))
            : Either.right(exitCode);
      }
      GentleStop.stop(
          launched.process().toHandle(),
          command.stopSignal(),
          false,
          command.grace(),
          watch,
          launched.exitCode()::isDone);
      return Either.left(failure(verdict, transcript.tail()));
    }
  }

  /**
   * Ctrl-C on a terminal reaches the program and us at the same time, and the program may have
   * ended by it before anybody has asked us to stop.
   */
  private static boolean isOurEndToo(int exitCode, Cancellation cancellation) {
    return exitCode == INTERRUPTED && !cancellation.pause(OWN_SIGNAL);
  }

  /** Why a program that was stopped had to be. */
  static RunFailure failure(Watch.Verdict verdict, List<String> tail) {
    if (verdict instanceof Watch.Verdict.TooLong limit) {
      return new RunFailure.TimedOut(limit.after(), limit.silent(), tail);
    }
    if (verdict instanceof Watch.Verdict.Asked asked) {
      return new RunFailure.Cancelled(asked.reason(), tail);
    }
    throw new IllegalStateException("the program ended by itself");
  }

  @Override
  public Either<RunFailure, SurvivingRun> start(Command command, RunFolder folder) {
    return survivors.start(command, folder);
  }

  @Override
  public Optional<SurvivingRun> reattach(RunFolder folder, Set<Secret> secrets) {
    return survivors.reattach(folder, secrets);
  }

  @Override
  public void forget(RunFolder folder) {
    survivors.forget(folder);
  }
}
