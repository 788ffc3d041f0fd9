package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.port.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits for a program until it ends, a limit passes or somebody asks to stop, by the monotonic
 * clock. An interrupt of the waiting thread counts as asking; it is remembered and set again by
 * {@link #close()}, because what follows has to wait as well. For one thread.
 */
final class Watch implements AutoCloseable {

  /** What ended the waiting. */
  sealed interface Verdict {

    /** The program ended by itself. */
    record Ended() implements Verdict {}

    /** A limit passed. */
    record TooLong(Duration after, boolean silent) implements Verdict {}

    /** Somebody asked to stop. */
    record Asked(String reason) implements Verdict {}
  }

  /** How long a wait goes on at most before the condition is looked at again. */
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private final Object bell = new Object();
  private final Cancellation cancellation;
  private final Runnable unhook;
  private boolean rung;
  private boolean interrupted;

  Watch(Cancellation cancellation) {
    this.cancellation = cancellation;
    this.unhook = cancellation.onRequest(this::ring);
  }

  /** Ends a nap, so that conditions are looked at now. */
  void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  /**
   * Waits for the program.
   *
   * @param ended whether it ended; asked again after each nap or ring
   * @param nap the longest nap
   * @param limit the longest time from now
   * @param silence the longest time from {@code lastHeard}
   */
  Verdict await(
      BooleanSupplier ended,
      Duration nap,
      Duration limit,
      Optional<Duration> silence,
      LongSupplier lastHeard) {
    long start = System.nanoTime();
    while (!ended.getAsBoolean()) {
      if (cancellation.isRequested()) {
        return new Verdict.Asked(cancellation.reason().orElse(""));
      }
      if (interrupted) {
        return new Verdict.Asked("the thread was interrupted");
      }
      long now = System.nanoTime();
      long left = limit.toNanos() - (now - start);
      if (left <= 0) {
        return new Verdict.TooLong(limit, false);
      }
      long quiet =
          silence.map(longest -> longest.toNanos() - (now - lastHeard.getAsLong())).orElse(left);
      if (quiet <= 0) {
        return new Verdict.TooLong(silence.orElse(limit), true);
      }
      nap(Math.min(nap.toNanos(), Math.min(left, quiet)));
    }
    return new Verdict.Ended();
  }

  /**
   * Waits until something is true, whoever asks to stop; false when {@code limit} passed before.
   */
  boolean awaitQuietly(BooleanSupplier condition, Duration nap, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      nap(Math.min(nap.toNanos(), left));
    }
    return true;
  }

  private void nap(long nanos) {
    synchronized (bell) {
      if (!rung) {
        try {
          TimeUnit.NANOSECONDS.timedWait(bell, Math.min(nanos, LONGEST_NAP.toNanos()));
        } catch (InterruptedException remember) {
          interrupted = true;
        }
      }
      rung = false;
    }
  }

  @Override
  public void close() {
    unhook.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
