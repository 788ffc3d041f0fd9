package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.progress.CurrentStep;
import com.torrust.deployer.domain.port.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, SIGTERM and a closed terminal into a cancellation, so that the operation ends in
 * order. A second Ctrl-C does not end it by force, it says what is waited for. Only an operation
 * that does not end within its grace is left behind.
 */
final class Interruption implements AutoCloseable {

  private static final int INTERRUPTED = 130;
  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final Duration WORDS = Duration.ofSeconds(2);

  private final Cancellation cancellation;
  private final Duration grace;
  private final CurrentStep current;
  private final Console console;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Signals signals;

  private Interruption(
      Cancellation cancellation, Duration grace, CurrentStep current, Console console) {
    this.cancellation = cancellation;
    this.grace = grace;
    this.current = current;
    this.console = console;
    this.signals = Signals.handledBy(this::interrupted);
  }

  /** Guards an operation until it is closed. */
  static Interruption guard(
      Cancellation cancellation, Duration grace, CurrentStep current, Console console) {
    return new Interruption(cancellation, grace, current, console);
  }

  private void interrupted() {
    String work = current.describe().map(step -> " " + step).orElse("");
    if (cancellation.request("interrupted")) {
      Thread limit = new Thread(this::leaveAtLast, "interruption");
      limit.setDaemon(true);
      limit.start();
      say(
          console.errPage().theme().warning()
              + " interrupted: stopping"
              + work
              + " in order; everything that exists is recorded");
    } else {
      say(
          console.errPage().theme().warning()
              + " still waiting for"
              + (work.isEmpty() ? " the operation to end" : work)
              + "; at most "
              + grace.plus(MARGIN).toSeconds()
              + " s after the first interrupt");
    }
  }

  private void leaveAtLast() {
    try {
      if (!ended.await(grace.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)) {
        say(
            console.errPage().theme().error()
                + " the operation did not end in time and is left behind; run the same command"
                + " again, it goes on where this one stopped");
        // Not exit: hooks of whatever hangs would be waited for.
        Runtime.getRuntime().halt(INTERRUPTED);
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says something, and goes on when nobody takes it: a stopped terminal or a full pipe keeps
   * whoever writes to it for as long as it likes, the operation itself as well.
   */
  private void say(String text) {
    Thread speaker = new Thread(() -> console.error(text), "interruption-words");
    speaker.setDaemon(true);
    speaker.start();
    try {
      speaker.join(WORDS.toMillis());
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    signals.restore();
    ended.countDown();
  }
}
