package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.spi.LineListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file that another process is writing, from its beginning, as far as it goes each time.
 * For one thread.
 */
final class LogTail implements AutoCloseable {

  private static final int BUFFER = 1 << 15;

  /** So much is passed on at once, and so much of an end that nobody waits for. */
  private static final int MOST = 1 << 20;

  private final InputStream file;
  private final Redactor redactor;
  private final Transcript transcript;
  private LineDecoder decoder;
  private boolean torn;
  private final byte[] buffer = new byte[BUFFER];

  private LogTail(InputStream file, Redactor redactor, Transcript transcript) {
    this.file = file;
    this.redactor = redactor;
    this.transcript = transcript;
    this.decoder = new LineDecoder(redactor, this::tell);
  }

  /** A line of which the beginning was passed over may begin in the middle of a secret. */
  private void tell(String line) {
    if (!torn) {
      transcript.line(LineListener.Stream.OUTPUT, line);
    }
    torn = false;
  }

  static LogTail open(Path path, Redactor redactor, Transcript transcript) throws IOException {
    return new LogTail(Files.newInputStream(path), redactor, transcript);
  }

  /**
   * Tells lines that have come in since, but not without end: a program that writes faster than its
   * lines can be passed on must not keep us from hearing that it is to be stopped.
   *
   * @return whether there may be more
   */
  boolean pump() {
    int passed = 0;
    try {
      int count = file.read(buffer);
      while (count > 0) {
        transcript.stir();
        decoder.accept(buffer, count);
        passed += count;
        if (passed >= MOST) {
          return true;
        }
        count = file.read(buffer);
      }
    } catch (IOException unreadable) {
      // The exit code decides; what cannot be read cannot be passed on.
    }
    return false;
  }

  /** Tells the rest, also a last line without its end; of very much only the end. */
  void drain() {
    try {
      int left = file.available();
      if (left > MOST) {
        decoder.end();
        decoder = new LineDecoder(redactor, this::tell);
        file.skipNBytes(left - MOST);
        torn = true;
      }
    } catch (IOException unreadable) {
      // As above.
    }
    pump();
    decoder.end();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
