package com.torrust.deployer.domain.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.UnaryOperator;

/**
 * A text that no output may show. Printing, logging or concatenating it gives a fixed mark; the
 * text itself is had by {@link #expose()} alone, so that every use can be found by its name.
 */
public final class Secret {

  /** What is printed in place of every secret. */
  public static final String MARK = "[redacted]";

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps any text, the empty one included; rules about content belong to the member that holds it.
   */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /**
   * The text itself. Call it only where the text is written to an owner-only file, a stdin or an
   * HTTP request.
   */
  public String expose() {
    return text;
  }

  /** A secret derived from this one, such as its percent-encoded form. */
  public Secret map(UnaryOperator<String> change) {
    return new Secret(change.apply(text));
  }

  /** Compares the texts in time that depends only on their lengths. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MARK;
  }
}
