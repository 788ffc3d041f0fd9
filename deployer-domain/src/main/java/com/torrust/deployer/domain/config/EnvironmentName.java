package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** Name of an environment: lower case letters, digits and single inner dashes, at most 44 characters. */
public final class EnvironmentName {

  private final String value;

  private EnvironmentName(String value) {
    this.value = value;
  }

  /** The only door: the value, or the first rule of R11–R17, X1, X30 that the text breaks. */
  public static Either<Violation, EnvironmentName> parse(String text) {
    return NameRules.environmentName(text).map(EnvironmentName::new);
  }

  /** The text. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EnvironmentName that && value.equals(that.value);
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
