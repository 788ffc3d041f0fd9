package com.torrust.deployer.mcp.protocol;

import java.io.IOException;
import java.io.OutputStream;

/** Writes whole lines, one after the other, whoever writes. Thread-safe. */
final class LineOutput {

  private final OutputStream out;

  LineOutput(OutputStream out) {
    this.out = out;
  }

  synchronized void write(byte[] line) throws IOException {
    byte[] whole = new byte[line.length + 1];
    System.arraycopy(line, 0, whole, 0, line.length);
    whole[line.length] = '\n';
    out.write(whole);
    out.flush();
  }
}
