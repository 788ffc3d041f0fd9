package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** A host name, case kept. */
public final class DomainName {

  private final String value;

  private DomainName(String value) {
    this.value = value;
  }

  /**
   * The door for every new text: the value, or the first rule of R41–R45, X24 that the text breaks.
   */
  public static Either<Violation, DomainName> parse(String text) {
    return NameRules.domainName(text).map(DomainName::new);
  }

  /**
   * The second door, for a text that an earlier version accepted and stored: no rule is asked, so
   * that a newer rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static DomainName restored(String stored) {
    return new DomainName(stored);
  }

  /** The text. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainName that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
