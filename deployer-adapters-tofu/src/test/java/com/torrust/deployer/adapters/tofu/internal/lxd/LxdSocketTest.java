package com.torrust.deployer.adapters.tofu.internal.lxd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.lxd.LxdSocket.Answer;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LxdSocketTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);

  private Path path;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    path = Files.createTempDirectory(Path.of("/tmp"), "lxd").resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
    Files.delete(path.getParent());
  }

  /** Answers one request; gives what was asked. */
  private CompletableFuture<String> answering(String text) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SocketChannel client = server.accept()) {
            ByteBuffer request = ByteBuffer.allocate(64 * 1024);
            client.read(request);
            for (int at = 0; at < text.length(); at += 5000) {
              client.write(
                  ByteBuffer.wrap(
                      text.substring(at, Math.min(text.length(), at + 5000))
                          .getBytes(StandardCharsets.UTF_8)));
            }
            return StandardCharsets.UTF_8.decode(request.flip()).toString();
          } catch (IOException gone) {
            return "";
          }
        });
  }

  private Either<ApiFailure, Answer> ask(Duration limit) {
    return new LxdSocket(path, Cancellation.create())
        .exchange("PUT", "/1.0/x", "{\"a\":\"ü\"}", limit);
  }

  @Test
  void sendsOneRequestAndReadsTheAnswerToItsEnd() {
    String body = "{\"metadata\": \"" + "x".repeat(300_000) + "\"}";
    CompletableFuture<String> request = answering("HTTP/1.0 202 Accepted\r\nX: y\r\n\r\n" + body);
    assertEquals(Either.right(new Answer(202, body)), ask(AMPLE));
    assertEquals(
        "PUT /1.0/x HTTP/1.0\r\n"
            + "Host: lxd\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: 10\r\n\r\n"
            + "{\"a\":\"ü\"}",
        request.join());
  }

  @Test
  void whatIsNoHttpIsGarbled() {
    for (String text : new String[] {"", "hello", "HTTP/1.0 200 OK\r\n", "HTTP/1.0 x OK\r\n\r\n"}) {
      CompletableFuture<String> request = answering(text);
      assertInstanceOf(ApiFailure.Garbled.class, ask(AMPLE).getLeft(), text);
      request.join();
    }
  }

  @Test
  void aSocketThatNobodyServesIsUnreachable() throws IOException {
    server.close();
    ApiFailure failure = ask(AMPLE).getLeft();
    assertInstanceOf(ApiFailure.Unreachable.class, failure);
    assertTrue(failure.describe().contains(path.toString()));
  }

  @Test
  void aSocketThatDoesNotExistIsUnreachable() throws IOException {
    server.close();
    Files.delete(path);
    assertInstanceOf(ApiFailure.Unreachable.class, ask(AMPLE).getLeft());
  }

  @Test
  void aDaemonThatDoesNotAnswerIsWaitedForOnlySoLong() {
    assertInstanceOf(ApiFailure.Unreachable.class, ask(Duration.ofMillis(50)).getLeft());
  }

  @Test
  void variablesSayWhereTheDaemonListens() {
    assertEquals(Path.of("/a/s"), LxdSocket.usual(Map.of("LXD_SOCKET", "/a/s", "LXD_DIR", "/b")));
    assertEquals(Path.of("/b/unix.socket"), LxdSocket.usual(Map.of("LXD_DIR", "/b")));
    assertTrue(LxdSocket.usual(Map.of()).endsWith("unix.socket"));
  }

  @Test
  void isWokenByWhoeverAsksToStop() throws Exception {
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Either<ApiFailure, Answer>> waiting =
        CompletableFuture.supplyAsync(
            () ->
                new LxdSocket(path, cancellation)
                    .exchange("GET", "/1.0", "", Duration.ofMinutes(10)));
    try (SocketChannel client = server.accept()) {
      assertTrue(client.read(ByteBuffer.allocate(1024)) > 0);
      cancellation.request("Ctrl-C");
      assertEquals(
          new ApiFailure.Stopped("Ctrl-C"),
          waiting.get(30, java.util.concurrent.TimeUnit.SECONDS).getLeft());
    }
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    CompletableFuture.runAsync(
        () -> {
          try (SocketChannel client = server.accept()) {
            while (client.isOpen()) {
              client.write(ByteBuffer.wrap(new byte[64 * 1024]));
            }
          } catch (IOException refused) {
            // That is what is waited for.
          }
        });
    ApiFailure failure = ask(Duration.ofMinutes(5)).getLeft();
    assertTrue(failure.describe().contains("does not end"), failure.describe());
  }
}
