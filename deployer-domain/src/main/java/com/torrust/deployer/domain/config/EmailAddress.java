package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** A plain mailbox address that a certificate authority accepts. */
public final class EmailAddress extends CheckedText {

  private EmailAddress(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R59, X25 that the text breaks. */
  public static Either<Violation, EmailAddress> parse(String text) {
    return EmailGrammar.check(text).map(EmailAddress::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static EmailAddress restored(String stored) {
    return new EmailAddress(stored);
  }
}
