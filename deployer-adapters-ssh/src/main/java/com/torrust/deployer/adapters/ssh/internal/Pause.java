package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.port.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits, but not longer than until somebody asks to stop. */
public final class Pause {

  private Pause() {}

  /**
   * Waits.
   *
   * @return whether the whole time passed; an interrupt counts as the wish to stop
   */
  public static boolean of(Duration length, Cancellation cancellation) {
    CountDownLatch stop = new CountDownLatch(1);
    Runnable forget = cancellation.onRequest(stop::countDown);
    try {
      return !stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancellation.request("the thread was interrupted");
      return false;
    } finally {
      forget.run();
    }
  }
}
