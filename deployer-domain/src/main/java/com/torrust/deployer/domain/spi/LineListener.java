package com.torrust.deployer.domain.spi;

/**
 * Hears the output of a program line by line, redacted, in the order of each stream, from one
 * thread at a time.
 */
@FunctionalInterface
public interface LineListener {

  /**
   * Where a line came from. A surviving program writes both to one file, reported as {@link
   * #OUTPUT}.
   */
  enum Stream {
    OUTPUT,
    ERROR
  }

  /** Called once for each line, without its end. */
  void line(Stream stream, String line);

  /** Hears nothing. */
  static LineListener silent() {
    return (stream, line) -> {};
  }
}
