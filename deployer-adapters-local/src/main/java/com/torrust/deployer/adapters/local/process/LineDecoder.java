package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.event.Redactor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines out of bytes as they come. Bytes that are no UTF-8 become replacement characters. A
 * line without an end in sight is passed on in pieces, so that a tool cannot fill our memory, and
 * no piece ends inside of a secret.
 */
final class LineDecoder {

  /** Longer than any line of JSON that our tools were seen to print, in characters. */
  private static final int LONGEST_LINE = 1 << 20;

  /**
   * A secret may begin in what is passed on only if it also ends there; longer ones than this are
   * not expected.
   */
  private static final int KEPT_BACK = 1 << 12;

  private static final int CHUNK = 1 << 13;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
  private final CharBuffer characters = CharBuffer.allocate(CHUNK);
  private final StringBuilder line = new StringBuilder();
  private final Redactor redactor;
  private final Consumer<String> sink;

  /** {@code sink} gets each redacted line without its end. */
  LineDecoder(Redactor redactor, Consumer<String> sink) {
    this.redactor = redactor;
    this.sink = sink;
  }

  void accept(byte[] data, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(bytes.remaining(), length - done);
      bytes.put(data, done, part);
      done += part;
      decode(false);
    }
  }

  /** No more comes: what stands without a line end is a line as well. */
  void end() {
    decode(true);
    if (line.length() > 0) {
      tell(line.length());
      line.setLength(0);
    }
  }

  private void decode(boolean last) {
    bytes.flip();
    boolean more = true;
    while (more) {
      more = decoder.decode(bytes, characters, last).isOverflow();
      take();
    }
    bytes.compact();
    if (last) {
      decoder.flush(characters);
      take();
    }
  }

  private void take() {
    characters.flip();
    while (characters.hasRemaining()) {
      char next = characters.get();
      if (next == '\n') {
        tell(
            line.length() > 0 && line.charAt(line.length() - 1) == '\r'
                ? line.length() - 1
                : line.length());
        line.setLength(0);
      } else {
        line.append(next);
      }
    }
    characters.clear();
    if (line.length() > LONGEST_LINE) {
      int cut = redactor.cutBefore(line.toString(), line.length() - KEPT_BACK);
      tell(cut);
      line.delete(0, cut);
    }
  }

  private void tell(int end) {
    sink.accept(redactor.redact(line.substring(0, end)));
  }
}
