package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Daemons that greet, do not greet, or are none. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PortProbeTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);

  private static Login login(int port) {
    return new Login(HostAddress.parse("127.0.0.1").orElseThrow(), port, "torrust", Path.of("/k"));
  }

  private static Optional<AttemptCause> answerOf(String greeting) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread daemon =
          new Thread(
              () -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                  throw new IllegalStateException(gone);
                }
              });
      daemon.start();
      return PortProbe.ask(login(server.getLocalPort()), AMPLE, Cancellation.create());
    }
  }

  @Test
  void isContentWithAGreeting() throws IOException {
    assertEquals(Optional.empty(), answerOf("SSH-2.0-OpenSSH_10.0p2 Debian-7\r\n"));
    assertEquals(Optional.empty(), answerOf("Welcome.\r\nSSH-2.0-dropbear\r\n"));
  }

  @Test
  void tellsAClosedPortFromAClosedConnection() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertEquals(
        Optional.of(AttemptCause.REFUSED),
        PortProbe.ask(login(port), AMPLE, Cancellation.create()));
    assertEquals(Optional.of(AttemptCause.CLOSED), answerOf(""));
    assertEquals(Optional.of(AttemptCause.CLOSED), answerOf("Exceeded MaxStartups\r\n"));
  }

  @Test
  void recognisesABanAndOtherServices() throws IOException {
    assertEquals(Optional.of(AttemptCause.BANNED), answerOf("Not allowed at this time\r\n"));
    assertEquals(Optional.of(AttemptCause.NOT_SSH), answerOf("HTTP/1.1 400 Bad Request\r\n\r\n"));
    assertEquals(Optional.of(AttemptCause.NOT_SSH), answerOf("noise ".repeat(4000)));
  }

  @Test
  void doesNotWaitForeverForAGreeting() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Optional.of(AttemptCause.TIMEOUT),
          PortProbe.ask(
              login(silent.getLocalPort()), Duration.ofMillis(50), Cancellation.create()));
    }
  }

  @Test
  void stopsWaitingWhenSomebodyAsksToStop() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cancellation cancellation = Cancellation.create();
      CompletableFuture<Optional<AttemptCause>> answer =
          CompletableFuture.supplyAsync(
              () -> PortProbe.ask(login(silent.getLocalPort()), Duration.ofHours(1), cancellation));
      try (Socket connected = silent.accept()) {
        cancellation.request("test");
        assertEquals(true, answer.get(30, TimeUnit.SECONDS).isPresent());
        assertEquals(true, connected.isConnected());
      }
    }
  }

  @Test
  void aByteNowAndThenDoesNotHoldItBeyondItsLimit() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> sent =
          CompletableFuture.supplyAsync(
              () -> {
                int bytes = 0;
                try (Socket client = server.accept()) {
                  client.setSoTimeout(100);
                  while (bytes < 600) {
                    client.getOutputStream().write('x');
                    bytes++;
                    try {
                      if (client.getInputStream().read() < 0) {
                        break;
                      }
                    } catch (java.net.SocketTimeoutException next) {
                      // Time for the next byte.
                    }
                  }
                } catch (IOException gone) {
                  // That is what is waited for.
                }
                return bytes;
              });
      assertEquals(
          Optional.of(AttemptCause.TIMEOUT),
          PortProbe.ask(
              login(server.getLocalPort()), Duration.ofSeconds(1), Cancellation.create()));
      org.junit.jupiter.api.Assertions.assertTrue(sent.get() < 100);
    }
  }
}
