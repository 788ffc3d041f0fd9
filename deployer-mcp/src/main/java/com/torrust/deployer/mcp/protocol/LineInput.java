package com.torrust.deployer.mcp.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines of bounded length: of a longer one only the beginning is kept. Not thread-safe. */
final class LineInput {

  private static final int BUFFER = 1 << 16;
  private static final int BEGINNING = 4096;

  private final InputStream in;
  private final int longest;

  LineInput(InputStream in, int longest) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.longest = longest;
  }

  /**
   * A line without its end.
   *
   * @param bytes the line, or its beginning
   * @param isWhole which of them
   */
  record Line(byte[] bytes, boolean isWhole) {}

  /** The next line, nothing at the end of the stream; a last line without an end is none. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean whole = true;
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        byte[] bytes = line.toByteArray();
        return Optional.of(new Line(whole ? bytes : beginning(bytes), whole));
      }
      if (line.size() < longest) {
        line.write(read);
      } else {
        whole = false;
      }
    }
    return Optional.empty();
  }

  private static byte[] beginning(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, BEGINNING));
  }
}
