package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** A container image with an explicit tag or digest. */
public final class ImageReference extends CheckedText {

  private ImageReference(String value) {
    super(value);
  }

  /**
   * Parses a new text: the value, or the first rule of the image reference grammar that the text
   * breaks.
   */
  public static Either<Violation, ImageReference> parse(String text) {
    return NameRules.imageReference(text).map(ImageReference::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static ImageReference restored(String stored) {
    return new ImageReference(stored);
  }
}
