package com.torrust.deployer.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An input that can be ended from here: a read from a pipe cannot be called back. One thread reads.
 */
final class EndingInput extends InputStream {

  private static final int BUFFER = 1 << 16;
  private static final int WAITING = 64;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>(WAITING);
  private byte[] part = {};
  private int at;
  private boolean ended;

  EndingInput(InputStream source) {
    Thread reader = new Thread(() -> copy(source), "input");
    reader.setDaemon(true);
    reader.start();
  }

  private void copy(InputStream source) {
    try {
      byte[] buffer = new byte[BUFFER];
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        if (read > 0) {
          byte[] copy = new byte[read];
          System.arraycopy(buffer, 0, copy, 0, read);
          parts.put(copy);
        }
      }
      end();
    } catch (IOException gone) {
      end();
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever reads sees the end after what has arrived. */
  void end() {
    new Thread(
            () -> {
              try {
                parts.put(END);
              } catch (InterruptedException impossible) {
                Thread.currentThread().interrupt();
              }
            },
            "end of input")
        .start();
  }

  private boolean isAtEnd() throws IOException {
    while (!ended && at == part.length) {
      try {
        part = parts.take();
        at = 0;
        ended = part.length == 0;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    }
    return ended;
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : part[at++] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, bytes, offset, count);
    at += count;
    return count;
  }
}
