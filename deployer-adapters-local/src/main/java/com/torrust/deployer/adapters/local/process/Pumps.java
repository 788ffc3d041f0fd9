package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.Stdin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * Moves a program's input and output through pipes, each on a thread of its own. Outputs are read
 * to their end, but not for ever: a grandchild that stays behind may hold a pipe open long after
 * the program has ended.
 */
final class Pumps implements ExecuteStreamHandler {

  private static final Duration AFTER_END = Duration.ofSeconds(2);
  private static final int BUFFER = 1 << 13;

  private final Stdin stdin;
  private final Redactor redactor;
  private final Transcript transcript;
  private final List<Thread> readers = new ArrayList<>();
  private final List<Thread> writers = new ArrayList<>();

  Pumps(Stdin stdin, Redactor redactor, Transcript transcript) {
    this.stdin = stdin;
    this.redactor = redactor;
    this.transcript = transcript;
  }

  /** Connects no pipe where there is nothing to send. */
  void connect(ProcessBuilder builder) {
    if (stdin.isClosed()) {
      builder.redirectInput(LocalCommandRunner.NOTHING);
    }
  }

  @Override
  public void setProcessInputStream(OutputStream input) {
    writers.add(thread("deployer-stdin", () -> send(input)));
  }

  @Override
  public void setProcessOutputStream(InputStream output) {
    readers.add(thread("deployer-stdout", () -> read(output, LineListener.Stream.OUTPUT)));
  }

  @Override
  public void setProcessErrorStream(InputStream output) {
    readers.add(thread("deployer-stderr", () -> read(output, LineListener.Stream.ERROR)));
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void start() {
    readers.forEach(Thread::start);
    writers.forEach(Thread::start);
  }

  /** Called when the program has ended. */
  @Override
  public void stop() {
    long deadline = System.nanoTime() + AFTER_END.toNanos();
    try {
      for (Thread reader : readers) {
        long left = deadline - System.nanoTime();
        reader.join(Math.max(1, Duration.ofNanos(left).toMillis()));
      }
    } catch (InterruptedException nobodyInterruptsThisThread) {
      Thread.currentThread().interrupt();
    }
    transcript.close();
  }

  private void send(OutputStream input) {
    try (input) {
      input.write(stdin.bytes());
    } catch (IOException programDoesNotListen) {
      // A program may end, or close its input, before it has read everything; its exit code says
      // whether that matters.
    }
  }

  private void read(InputStream output, LineListener.Stream stream) {
    LineDecoder decoder = new LineDecoder(redactor, line -> transcript.line(stream, line));
    byte[] buffer = new byte[BUFFER];
    try (output) {
      int count = output.read(buffer);
      while (count >= 0) {
        transcript.stir();
        decoder.accept(buffer, count);
        count = output.read(buffer);
      }
    } catch (IOException closedAfterTheBound) {
      // The program has ended and something that it left behind holds the pipe.
    }
    decoder.end();
  }
}
