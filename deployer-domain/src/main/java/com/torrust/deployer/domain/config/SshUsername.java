package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/**
 * Account on the machine: 1–32 ASCII letters, digits, underscores and dashes, beginning with a
 * letter or underscore.
 */
public final class SshUsername extends CheckedText {

  private SshUsername(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R28–R31 that the text breaks. */
  public static Either<Violation, SshUsername> parse(String text) {
    return NameRules.sshUsername(text).map(SshUsername::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static SshUsername restored(String stored) {
    return new SshUsername(stored);
  }
}
