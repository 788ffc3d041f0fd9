package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HTTP over LXD's unix socket, one request a connection. It speaks HTTP/1.0, to which the daemon
 * answers without chunks and with the end of the connection as the end of the answer: all that a
 * local server needs, and one millisecond instead of the start of another program. An answer is
 * bounded in time and size, and nobody waits for it who was asked to stop. Immutable.
 */
final class LxdSocket {

  private static final int CHUNK = 64 * 1024;

  /** Some two thousand instances. */
  private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

  private static final String HEAD_END = "\r\n\r\n";

  private final Path path;
  private final Cancellation cancellation;

  LxdSocket(Path path, Cancellation cancellation) {
    this.path = path;
    this.cancellation = cancellation;
  }

  /**
   * Where the daemon listens: as the variables say, else the first of the usual places that exists,
   * which proves nothing yet, because the file outlives the daemon.
   */
  static Path usual(Map<String, String> variables) {
    return named(variables, "LXD_SOCKET")
        .or(() -> named(variables, "LXD_DIR").map(folder -> folder.resolve("unix.socket")))
        .orElseGet(
            () ->
                Stream.of("/var/snap/lxd/common/lxd/unix.socket", "/var/lib/lxd/unix.socket")
                    .map(Path::of)
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(Path.of("/var/lib/lxd/unix.socket")));
  }

  private static Optional<Path> named(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  /** The socket's file. */
  Path path() {
    return path;
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body as text
   */
  record Answer(int status, String body) {}

  /** Sends one request and reads the answer to its end. */
  Either<ApiFailure, Answer> exchange(String method, String target, String body, Duration limit) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      Runnable unhook = cancellation.onRequest(selector::wakeup);
      try {
        return exchange(channel, selector, request(method, target, body), limit);
      } finally {
        unhook.run();
      }
    } catch (Stopped stopped) {
      return Either.left(
          new ApiFailure.Stopped(
              cancellation.reason().orElse("the calling thread was interrupted")));
    } catch (IOException | UnsupportedOperationException failure) {
      return Either.left(failure(failure));
    }
  }

  private Either<ApiFailure, Answer> exchange(
      SocketChannel channel, Selector selector, byte[] bytes, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    channel.connect(UnixDomainSocketAddress.of(path));
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
    ByteBuffer request = ByteBuffer.wrap(bytes);
    while (request.hasRemaining()) {
      await(selector, deadline, limit);
      channel.write(request);
    }
    key.interestOps(SelectionKey.OP_READ);
    return parse(read(channel, selector, deadline, limit));
  }

  private static byte[] request(String method, String target, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + target
            + " HTTP/1.0\r\nHost: lxd\r\nContent-Type: application/json\r\nContent-Length: "
            + content.length
            + HEAD_END;
    ByteBuffer both = ByteBuffer.allocate(head.length() + content.length);
    return both.put(head.getBytes(StandardCharsets.US_ASCII)).put(content).array();
  }

  /** Somebody asked to stop. */
  private static final class Stopped extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private String read(SocketChannel channel, Selector selector, long deadline, Duration limit)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (true) {
      await(selector, deadline, limit);
      int count = channel.read(chunk.clear());
      if (count < 0) {
        return answer.toString(StandardCharsets.UTF_8);
      }
      answer.write(chunk.array(), 0, count);
      if (answer.size() > LARGEST_ANSWER) {
        throw new IOException("the answer does not end");
      }
    }
  }

  private void await(Selector selector, long deadline, Duration limit) throws IOException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    boolean ready = millis > 0 && !cancellation.isRequested() && selector.select(millis) > 0;
    if (cancellation.isRequested() || Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
    if (!ready) {
      throw new IOException("no answer within " + limit.toSeconds() + " s");
    }
    selector.selectedKeys().clear();
  }

  private Either<ApiFailure, Answer> parse(String answer) {
    int end = answer.indexOf(HEAD_END);
    String[] line = answer.split("[ \r]", 3);
    if (end < 0
        || line.length < 3
        || !line[0].startsWith("HTTP/1.")
        || !line[1].matches("\\d{3}")) {
      return Either.left(new ApiFailure.Garbled("LXD", "no HTTP answer"));
    }
    return Either.right(
        new Answer(Integer.parseInt(line[1]), answer.substring(end + HEAD_END.length())));
  }

  private ApiFailure failure(Exception failure) {
    if (Files.exists(path) && !Files.isWritable(path)) {
      return new ApiFailure.Denied(path.toString(), "this user may not use the socket");
    }
    return new ApiFailure.Unreachable(
        path.toString(),
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName()));
  }
}
