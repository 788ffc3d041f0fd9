package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

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

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static CronSchedule restored(String stored) {
    return new CronSchedule(stored);
  }
}
