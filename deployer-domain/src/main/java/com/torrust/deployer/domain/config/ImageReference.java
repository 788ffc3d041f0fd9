package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** A container image with an explicit tag or digest. */
public final class ImageReference {

  private final String value;

  private ImageReference(String value) {
    this.value = value;
  }

  /**
   * The door for every new text: the value, or the first rule of the image reference grammar that
   * the text breaks.
   */
  public static Either<Violation, ImageReference> parse(String text) {
    return NameRules.imageReference(text).map(ImageReference::new);
  }

  /**
   * The second door, for a text that an earlier version accepted and stored: no rule is asked, so
   * that a newer rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static ImageReference restored(String stored) {
    return new ImageReference(stored);
  }

  /** The text. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageReference that && value.equals(that.value);
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
