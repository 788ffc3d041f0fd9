package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/**
 * Name of an environment: lower case letters, digits and single inner dashes, at most 44
 * characters.
 */
public final class EnvironmentName extends CheckedText {

  private EnvironmentName(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R11–R17, X1, X30 that the text breaks. */
  public static Either<Violation, EnvironmentName> parse(String text) {
    return NameRules.environmentName(text).map(EnvironmentName::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static EnvironmentName restored(String stored) {
    return new EnvironmentName(stored);
  }
}
