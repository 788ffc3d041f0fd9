package com.torrust.deployer.cli.command;

import com.torrust.deployer.domain.port.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Turns Ctrl-C and SIGTERM into a cancellation: the virtual machine waits in its shutdown until the operation has come to
 * an end in order, at most as long as its grace and a little more.
 */
final class Interruption {

  private static final int INTERRUPTED = 130;
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Cancellation cancellation, Duration grace) {
    this.hook = new Thread(() -> stop(cancellation, grace), "interruption");
  }

  /** Runs {@code work} so that an interrupt cancels it instead of ending the program under it. */
  static int guard(Cancellation cancellation, Duration grace, IntSupplier work) {
    Interruption interruption = new Interruption(cancellation, grace);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      return work.getAsInt();
    } finally {
      interruption.release();
    }
  }

  private void stop(Cancellation cancellation, Duration grace) {
    cancellation.request("interrupted");
    try {
      ended.await(grace.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    // Not exit: we are inside of it already, and only halt can still choose the code.
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  private void release() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook waits for us.
    }
    ended.countDown();
  }
}
