package com.torrust.deployer.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Durations {

  private static final int SECOND = 1000;
  private static final int MINUTE = 60 * SECOND;

  private Durations() {}

  /**
   * Whole milliseconds below one second, seconds with one decimal below one minute, then minutes
   * and seconds.
   */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < SECOND) {
      return millis + " ms";
    }
    return millis < MINUTE
        ? String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND)
        : millis / MINUTE + " min " + millis % MINUTE / SECOND + " s";
  }
}
