package com.torrust.deployer.adapters.local.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a web server answered, as far as a check wants to know it.
 *
 * @param status the number
 * @param body its beginning, at most {@value #LONGEST_BODY} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record WebAnswer(int status, byte[] body) {

  private static final int LONGEST_BODY = 1 << 16;
  private static final int LONGEST_LINE = 1 << 13;
  private static final int MOST_HEADERS = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})\\s*(?:;.*)?");

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Reads one answer; the server closes the connection afterwards. */
  static WebAnswer read(Socket socket, Deadline deadline) throws IOException {
    return new Reader(socket, deadline).read();
  }

  private static final class Reader {

    private final Socket socket;
    private final Deadline deadline;
    private final InputStream input;
    private OptionalInt length = OptionalInt.empty();
    private boolean chunked;

    Reader(Socket socket, Deadline deadline) throws IOException {
      this.socket = socket;
      this.deadline = deadline;
      this.input = new BufferedInputStream(socket.getInputStream());
    }

    WebAnswer read() throws IOException {
      String first = line();
      Matcher status = STATUS.matcher(first);
      if (!status.matches()) {
        throw new IOException("what answers there is no web server");
      }
      headers();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (chunked) {
        readChunks(body);
      } else {
        copy(body, length.orElse(LONGEST_BODY));
      }
      return new WebAnswer(Integer.parseInt(status.group(1)), body.toByteArray());
    }

    private void headers() throws IOException {
      for (int count = 0; count < MOST_HEADERS; count++) {
        String line = line();
        if (line.isEmpty()) {
          return;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        value(lower, "content-length:")
            .filter(value -> LENGTH.matcher(value).matches())
            .ifPresent(value -> length = OptionalInt.of(Integer.parseInt(value)));
      }
      throw new IOException("the answer has too many headers");
    }

    private static Optional<String> value(String line, String name) {
      return line.startsWith(name)
          ? Optional.of(line.substring(name.length()).strip())
          : Optional.empty();
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
      while (body.size() < LONGEST_BODY) {
        Matcher size = CHUNK.matcher(line());
        if (!size.matches()) {
          throw new IOException("the answer's chunks are malformed");
        }
        int bytes = Integer.parseInt(size.group(1), 16);
        if (bytes == 0) {
          return;
        }
        copy(body, bytes);
        if (body.size() < LONGEST_BODY) {
          line();
        }
      }
    }

    /** Copies as many bytes as there are, are wanted and are worth keeping. */
    private void copy(ByteArrayOutputStream body, int wanted) throws IOException {
      int left = Math.min(wanted, LONGEST_BODY - body.size());
      byte[] buffer = new byte[Math.max(1, Math.min(left, 1 << 13))];
      while (left > 0) {
        limit();
        int count = input.read(buffer, 0, Math.min(left, buffer.length));
        if (count < 0) {
          return;
        }
        body.write(buffer, 0, count);
        left -= count;
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (line.length() < LONGEST_LINE) {
        limit();
        int next = input.read();
        if (next < 0) {
          throw new EOFException("the connection was closed");
        }
        if (next == '\n') {
          int end = line.length();
          return end > 0 && line.charAt(end - 1) == '\r'
              ? line.substring(0, end - 1)
              : line.toString();
        }
        line.append((char) next);
      }
      throw new IOException("a line of the answer is too long");
    }

    /** A server that sends a byte now and then must not hold us beyond the limit. */
    private void limit() throws IOException {
      int left = deadline.millisLeft();
      if (input.available() == 0) {
        socket.setSoTimeout(left);
      }
    }
  }
}
