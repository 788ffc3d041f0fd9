package com.torrust.deployer.cli.program;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes do. */
final class Await {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Await() {}

  /** Returns when it is so; fails when it does not become so. */
  static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + LIMIT);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
