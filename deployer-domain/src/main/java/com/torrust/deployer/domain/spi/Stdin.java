package com.torrust.deployer.domain.spi;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What a program reads: bytes and then the end. Never logged. Thread-safe. */
public final class Stdin {

  private static final Stdin CLOSED = new Stdin(true, () -> new byte[0]);

  private final boolean closed;
  private final Supplier<byte[]> bytes;

  private Stdin(boolean closed, Supplier<byte[]> bytes) {
    this.closed = closed;
    this.bytes = bytes;
  }

  /** Nothing: the program sees the end at once. */
  public static Stdin closed() {
    return CLOSED;
  }

  /** A text as UTF-8. */
  public static Stdin text(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes that are known already.
   *
   * @param bytes the content; not copied, to be left alone by the caller
   */
  public static Stdin of(byte[] bytes) {
    return bytes.length == 0 ? CLOSED : new Stdin(false, () -> bytes);
  }

  /**
   * Bytes that are made while the program starts, so that neither waits for the other.
   *
   * @param bytes called on a thread of the runner, again whenever the program is started again;
   *     must come to an end by itself
   */
  public static Stdin later(Supplier<byte[]> bytes) {
    return new Stdin(false, bytes);
  }

  /** Whether the program gets no input, which is known before it starts. */
  public boolean isClosed() {
    return closed;
  }

  /** The content; waits until it is made. */
  public byte[] bytes() {
    return bytes.get();
  }

  /** Never shows the content. */
  @Override
  public String toString() {
    return closed ? "Stdin[closed]" : "Stdin[masked]";
  }
}
