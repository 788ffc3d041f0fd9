package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.adapters.ssh.internal.AttemptCause.Hope;
import java.time.Duration;

/**
 * How long to wait before the next attempt. A port that is closed may be asked often; a daemon that
 * said no counts the attempts (OpenSSH 9.8 and later penalise five seconds for each rejected login)
 * and is asked less and less.
 */
public final class Backoff {

  private Hope last = Hope.NONE;
  private Duration pause = Duration.ZERO;

  /** The pause after an attempt with that outcome; grows while the outcome stays the same. */
  public Duration after(AttemptCause cause) {
    Duration first = first(cause.hope());
    Duration longest = longest(cause.hope());
    Duration grown = pause.multipliedBy(3).dividedBy(2);
    pause = cause.hope() == last && grown.compareTo(first) > 0 ? grown : first;
    pause = pause.compareTo(longest) < 0 ? pause : longest;
    last = cause.hope();
    return pause;
  }

  private static Duration first(Hope hope) {
    return switch (hope) {
      case SOON, NONE -> Duration.ofMillis(250);
      case WHILE_BOOTING -> Duration.ofSeconds(3);
      case LATER -> Duration.ofSeconds(5);
    };
  }

  private static Duration longest(Hope hope) {
    return switch (hope) {
      case SOON, NONE -> Duration.ofSeconds(2);
      case WHILE_BOOTING -> Duration.ofSeconds(10);
      case LATER -> Duration.ofSeconds(30);
    };
  }
}
