package com.torrust.deployer.adapters.local.probe;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The point in monotonic time at which an answer must be there. Immutable. */
final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** The time left, at least one millisecond because sockets take 0 for ever. */
  int millisLeft() throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("the time is up");
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Duration.ofNanos(left).toMillis()));
  }

  boolean hasPassed() {
    return end - System.nanoTime() <= 0;
  }
}
