package com.torrust.deployer.domain.config;

/**
 * A text that the grammar of its class accepted, and nothing else. Texts of different classes are
 * never equal. Immutable.
 */
abstract class CheckedText {

  private final String value;

  CheckedText(String value) {
    this.value = value;
  }

  /** The text. */
  public final String value() {
    return value;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof CheckedText that
        && getClass() == that.getClass()
        && value.equals(that.value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /** The text. */
  @Override
  public final String toString() {
    return value;
  }
}
