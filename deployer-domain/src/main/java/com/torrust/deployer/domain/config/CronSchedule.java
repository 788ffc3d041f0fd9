package com.torrust.deployer.domain.config;

import io.vavr.control.Either;
import java.time.Duration;

/** Five cron fields, kept as written. */
public final class CronSchedule extends CheckedText {

  private CronSchedule(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R60–R62, X26 that the text breaks. */
  public static Either<Violation, CronSchedule> parse(String text) {
    return CronGrammar.check(text).map(CronSchedule::new);
  }

  /** Daily at 03:00, the schedule when the configuration names none. */
  public static CronSchedule daily() {
    return new CronSchedule("0 3 * * *");
  }

  /** On Sundays at 04:00, the schedule of checks when the configuration names none. */
  public static CronSchedule weekly() {
    return new CronSchedule("0 4 * * 0");
  }

  /**
   * After which time without a run something is wrong: a little more than two days, weeks or
   * months, by the longest field that is not left open.
   */
  public Duration longestPause() {
    String[] fields = value().strip().split("\\s+");
    boolean daily = fields.length == 5 && fields[2].startsWith("*") && fields[3].startsWith("*");
    if (!daily) {
      return fields.length == 5 && fields[3].startsWith("*")
          ? Duration.ofDays(63)
          : Duration.ofDays(740);
    }
    return fields[4].startsWith("*") ? Duration.ofHours(50) : Duration.ofDays(15);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static CronSchedule restored(String stored) {
    return new CronSchedule(stored);
  }
}
