package com.torrust.deployer.adapters.local.process;

import com.google.common.collect.EvictingQueue;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.spi.LineListener;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program said: passed on to one listener, and kept as far as somebody wants it. Takes
 * redacted lines only. Thread-safe; the listener is called from one thread at a time.
 */
final class Transcript {

  private static final Logger LOG = LoggerFactory.getLogger(Transcript.class);
  private static final int TAIL_LINES = 40;
  private static final int TAIL_WIDTH = 2_000;

  private final LineListener listener;
  private final Redactor redactor;
  private final int captureLimit;
  private final StringBuilder captured = new StringBuilder();
  private final Queue<String> tail = EvictingQueue.create(TAIL_LINES);
  private long lastHeard = System.nanoTime();
  private boolean listenerFailed;
  private boolean closed;

  /** Passes on to a listener; what that throws is logged without what the redactor knows. */
  Transcript(LineListener listener, Redactor redactor, int captureLimit) {
    this.listener = listener;
    this.redactor = redactor;
    this.captureLimit = captureLimit;
  }

  synchronized void line(LineListener.Stream stream, String line) {
    if (closed) {
      return;
    }
    lastHeard = System.nanoTime();
    if (stream == LineListener.Stream.OUTPUT && captured.length() < captureLimit) {
      captured.append(line).append('\n');
      captured.setLength(Math.min(captured.length(), captureLimit));
    }
    tail.add(line.length() > TAIL_WIDTH ? line.substring(0, TAIL_WIDTH) + "…" : line);
    tell(stream, line);
  }

  private void tell(LineListener.Stream stream, String line) {
    try {
      listener.line(stream, line);
    } catch (Throwable broken) {
      // Whatever it is, an Error included: a thread that no longer reads would hold up the program.
      if (!listenerFailed) {
        LOG.warn(
            "a listener of a program's output failed; the program goes on: {}",
            redactor.redact(broken));
      }
      listenerFailed = true;
    }
  }

  /** Bytes came in that did not make a line yet: the program is not silent. */
  synchronized void stir() {
    lastHeard = System.nanoTime();
  }

  /** When it was last heard of, by {@link System#nanoTime()}. */
  synchronized long lastHeard() {
    return lastHeard;
  }

  /** Later lines are dropped: they come from what a program left behind. */
  synchronized void close() {
    closed = true;
  }

  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  synchronized String captured() {
    return captured.toString();
  }
}
