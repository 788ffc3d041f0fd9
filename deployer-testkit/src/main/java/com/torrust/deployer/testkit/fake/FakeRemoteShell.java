package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import io.vavr.control.Either;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs scripts by {@code /bin/sh} on this computer, as the account of the test, for whatever
 * machine of the {@link FakeWorld} they are meant; a machine may answer for itself instead. Points:
 * {@code shell.run} before a script begins, {@code shell.answer} when it has ended and the answer
 * gets lost.
 */
public final class FakeRemoteShell implements RemoteShell {

  private final FakeWorld world;

  FakeRemoteShell(FakeWorld world) {
    this.world = world;
  }

  @Override
  public Either<DeployError, Ended> run(
      Machine machine,
      SshCredentials credentials,
      Script script,
      Consumer<String> lines,
      OperationContext context) {
    if (context.cancellation().isRequested()) {
      return Either.left(context.cancellation().error("before the script was started"));
    }
    Optional<FakeHost> host = world.host(machine.address()).filter(FakeHost::isReachable);
    if (host.isEmpty()) {
      return Either.left(unreachable(machine));
    }
    Redactor redactor = Redactor.of(context.secrets());
    Consumer<String> heard = line -> lines.accept(redactor.line(line));
    return world
        .faults()
        .pass(
            "shell.run",
            () ->
                world.faults().hangs(script.limit())
                    ? Either.left(late(script))
                    : host.get()
                        .answer(script, heard)
                        .<Either<DeployError, Ended>>map(Either::right)
                        .orElseGet(() -> here(script, heard, redactor, context)))
        .flatMap(
            ended ->
                context.cancellation().isRequested()
                    ? Either.left(context.cancellation().error("while the script ran"))
                    : world.faults().pass("shell.answer", () -> Either.right(ended)));
  }

  private static DeployError unreachable(Machine machine) {
    return DeployError.of(
        "ssh.timeout",
        ErrorKind.CONNECTIVITY,
        "'" + machine.address() + "' does not answer",
        Remedy.advice("check that it is on"));
  }

  private static Either<DeployError, Ended> here(
      Script script, Consumer<String> lines, Redactor redactor, OperationContext context) {
    AtomicBoolean late = new AtomicBoolean();
    Timer timer = new Timer(true);
    Runnable forget = () -> {};
    try {
      Path errors = Files.createTempFile("script", ".err");
      Process process =
          new ProcessBuilder("/bin/sh", "-c", script.text()).redirectError(errors.toFile()).start();
      forget = context.cancellation().onRequest(() -> end(process));
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              late.set(true);
              end(process);
            }
          },
          script.limit().toMillis());
      process.getOutputStream().write(script.input().getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
        output.lines().forEach(lines);
      }
      int status = process.waitFor();
      List<String> said = Files.readAllLines(errors).stream().map(redactor::line).toList();
      Files.delete(errors);
      if (context.cancellation().isRequested()) {
        return Either.left(context.cancellation().error("while the script ran"));
      }
      return late.get() ? Either.left(late(script)) : Either.right(new Ended(status, said));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      forget.run();
      timer.cancel();
    }
  }

  /**
   * Its children first: they hold its output open. It is halted for that moment, so that it cannot
   * start one more that nobody sees.
   */
  private static void end(Process process) {
    signal("STOP", process);
    process.descendants().forEach(ProcessHandle::destroy);
    process.toHandle().destroy();
    signal("CONT", process);
  }

  /** Signals that {@link ProcessHandle} does not have. */
  private static void signal(String name, Process process) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static DeployError late(Script script) {
    return DeployError.of(
        "ssh.command_timeout",
        ErrorKind.TIMEOUT,
        "the script is not done after " + script.limit().toSeconds() + " s",
        Remedy.advice("run the same command again: it goes on with what was begun"));
  }
}
