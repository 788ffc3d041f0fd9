package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** Name of an LXD profile; the grammar of instance names. */
public final class ProfileName {

  private final String value;

  private ProfileName(String value) {
    this.value = value;
  }

  /** The only door: the value, or the first rule of R23–R27 that the text breaks. */
  public static Either<Violation, ProfileName> parse(String text) {
    return NameRules.profileName(text).map(ProfileName::new);
  }

  /** The text. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProfileName that && value.equals(that.value);
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
