package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and finds programs that outlive us. */
final class SurvivingRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SurvivingRuns.class);
  private static final Duration NAP = Duration.ofMillis(10);

  private final Signals signals;
  private final Duration claimLimit;

  /**
   * @param claimLimit longer than a wrapper needs to claim its run on a machine under load
   */
  SurvivingRuns(Signals signals, Duration claimLimit) {
    this.signals = signals;
    this.claimLimit = claimLimit;
  }

  Either<RunFailure, SurvivingRun> start(Command command, RunFolder folder) {
    if (reattach(folder, command.secrets()).filter(SurvivingRun::isRunning).isPresent()) {
      return refuse(command, "an earlier run in '" + folder.path() + "' is still at work");
    }
    return ProgramFinder.find(command)
        .flatMap(
            program ->
                Wrapper.around(folder.path(), program, command.arguments(), signals)
                    .map(line -> launch(line, command, new RunFiles(folder.path())))
                    .orElseGet(
                        () -> refuse(command, "neither setsid nor perl was found in /usr/bin")));
  }

  private static Either<RunFailure, SurvivingRun> launch(
      List<String> commandLine, Command command, RunFiles files) {
    LOG.debug("starting {}, output in {}", command.display(), files.output());
    try {
      RunFiles.Terms terms = RunFiles.Terms.of(command);
      files.prepare(terms);
      Launcher.Launched launched =
          Launcher.launch(
              commandLine,
              command.environment(),
              command.workingDirectory(),
              builder ->
                  builder
                      .redirectInput(LocalCommandRunner.NOTHING)
                      .redirectErrorStream(true)
                      .redirectOutput(ProcessBuilder.Redirect.appendTo(files.output().toFile())),
              NoPipes.INSTANCE);
      return Either.right(
          new LocalSurvivingRun(files, terms, Redactor.of(command.secrets()), launched.exitCode()));
    } catch (IOException refused) {
      return refuse(command, refused.getMessage());
    }
  }

  private static Either<RunFailure, SurvivingRun> refuse(Command command, String reason) {
    return Either.left(new RunFailure.NotStarted(command.program(), reason));
  }

  Optional<SurvivingRun> reattach(RunFolder folder, Set<Secret> secrets) {
    RunFiles files = new RunFiles(folder.path());
    Optional<RunFiles.Terms> terms = files.terms();
    if (terms.isEmpty() || wasNeverBegun(files)) {
      return Optional.empty();
    }
    return Optional.of(
        new LocalSurvivingRun(
            files, terms.get(), Redactor.of(secrets), LocalSurvivingRun.NOT_OURS));
  }

  /**
   * Whether the one who wanted to start it died between writing the terms and the wrapper's first
   * step.
   */
  private boolean wasNeverBegun(RunFiles files) {
    if (files.wrapped().isPresent()) {
      return false;
    }
    try (Watch watch = new Watch(Cancellation.create())) {
      boolean claimed = watch.awaitQuietly(() -> files.wrapped().isPresent(), NAP, claimLimit);
      return !claimed && files.abandon();
    } catch (IOException readOnly) {
      LOG.warn("cannot give up the run in {}: {}", files.folder(), readOnly.getMessage());
      return false;
    }
  }

  void forget(RunFolder folder) {
    if (reattach(folder, Set.of()).filter(SurvivingRun::isRunning).isPresent()) {
      return;
    }
    Path path = folder.path();
    try {
      new RunFiles(path).clear();
      if (Files.isDirectory(path) && isEmpty(path)) {
        Files.delete(path);
      }
    } catch (IOException kept) {
      LOG.warn("cannot remove the traces of the run in {}: {}", path, kept.getMessage());
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Files need no pumping. */
  private enum NoPipes implements ExecuteStreamHandler {
    INSTANCE;

    @Override
    public void setProcessInputStream(java.io.OutputStream input) {}

    @Override
    public void setProcessErrorStream(java.io.InputStream error) {}

    @Override
    public void setProcessOutputStream(java.io.InputStream output) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }
}
