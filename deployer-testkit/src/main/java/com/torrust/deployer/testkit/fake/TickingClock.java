package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.testkit.data.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that moves by one millisecond each time it is read, or as the test says, also backwards.
 * Thread-safe.
 */
public final class TickingClock implements InstantSource {

  private Instant now = Samples.THEN;

  TickingClock() {}

  /** Moves the clock. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    now = now.plusMillis(1);
    return now;
  }
}
