package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** A host name, case kept. */
public final class DomainName extends CheckedText {

  private DomainName(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R41–R45, X24 that the text breaks. */
  public static Either<Violation, DomainName> parse(String text) {
    return NameRules.domainName(text).map(DomainName::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static DomainName restored(String stored) {
    return new DomainName(stored);
  }
}
