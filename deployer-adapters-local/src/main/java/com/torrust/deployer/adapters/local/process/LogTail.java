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

  private final InputStream file;
  private final LineDecoder decoder;
  private final Transcript transcript;
  private final byte[] buffer = new byte[BUFFER];

  private LogTail(InputStream file, Redactor redactor, Transcript transcript) {
    this.file = file;
    this.transcript = transcript;
    this.decoder =
        new LineDecoder(redactor, line -> transcript.line(LineListener.Stream.OUTPUT, line));
  }

  static LogTail open(Path path, Redactor redactor, Transcript transcript) throws IOException {
    return new LogTail(Files.newInputStream(path), redactor, transcript);
  }

  /** Tells every line that has come in since. */
  void pump() {
    try {
      int count = file.read(buffer);
      while (count > 0) {
        transcript.stir();
        decoder.accept(buffer, count);
        count = file.read(buffer);
      }
    } catch (IOException unreadable) {
      // The exit code decides; what cannot be read cannot be told.
    }
  }

  /** Tells the rest, also a last line without its end. */
  void drain() {
    pump();
    decoder.end();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
