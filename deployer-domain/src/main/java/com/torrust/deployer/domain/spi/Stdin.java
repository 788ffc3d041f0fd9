package com.torrust.deployer.domain.spi;

import java.nio.charset.StandardCharsets;

/**
 * What a program reads: bytes and then the end. Never logged.
 *
 * @param bytes the content; not copied, to be left alone by the caller
 */
@SuppressWarnings("ArrayRecordComponent")
public record Stdin(byte[] bytes) {

  /** Nothing: the program sees the end at once. */
  public static Stdin closed() {
    return new Stdin(new byte[0]);
  }

  /** A text as UTF-8. */
  public static Stdin text(String text) {
    return new Stdin(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Shows the length only. */
  @Override
  public String toString() {
    return "Stdin[" + bytes.length + " bytes]";
  }
}
