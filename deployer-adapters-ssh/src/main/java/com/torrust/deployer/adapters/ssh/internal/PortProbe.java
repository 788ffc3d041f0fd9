package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.port.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Knocks at a port and waits for the greeting of an SSH daemon. While a machine boots this tells
 * more than the client would, and starts no process.
 */
public final class PortProbe {

  /** The greeting may follow other lines (RFC 4253, 4.2), but not many. */
  private static final int LONGEST_GREETING = 8 * 1024;

  private PortProbe() {}

  /**
   * Asks once.
   *
   * @param limit for connecting and for the whole greeting, each, however slowly it comes
   * @return nothing when a daemon greeted
   */
  public static Optional<AttemptCause> ask(Login login, Duration limit, Cancellation cancellation) {
    int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
    try (Socket socket = new Socket()) {
      Runnable forget = cancellation.onRequest(() -> close(socket));
      try {
        socket.connect(
            new InetSocketAddress(login.address().toInetAddress(), login.port()), millis);
        return judge(socket, System.nanoTime() + limit.toNanos());
      } finally {
        forget.run();
      }
    } catch (SocketTimeoutException late) {
      return Optional.of(AttemptCause.TIMEOUT);
    } catch (NoRouteToHostException astray) {
      return Optional.of(AttemptCause.NO_ROUTE);
    } catch (IOException failure) {
      return Optional.of(SshDiagnosis.of(List.of(String.valueOf(failure.getMessage()))))
          .map(cause -> cause == AttemptCause.CLIENT_FAILED ? AttemptCause.CLOSED : cause);
    }
  }

  private static Optional<AttemptCause> judge(Socket socket, long end) throws IOException {
    InputStream input = socket.getInputStream();
    StringBuilder heard = new StringBuilder();
    byte[] buffer = new byte[256];
    while (heard.length() < LONGEST_GREETING) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("no greeting in time");
      }
      socket.setSoTimeout(Math.toIntExact(left));
      int count = input.read(buffer);
      if (count > 0) {
        heard.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
      if (heard
          .toString()
          .lines()
          .anyMatch(line -> line.startsWith("SSH-2.0-") || line.startsWith("SSH-1.99-"))) {
        return Optional.empty();
      }
      if (count < 0) {
        return Optional.of(ended(heard.toString()));
      }
    }
    return Optional.of(AttemptCause.NOT_SSH);
  }

  private static AttemptCause ended(String heard) {
    if (heard.contains("Not allowed at this time")) {
      return AttemptCause.BANNED;
    }
    return heard.isBlank() || heard.contains("MaxStartups")
        ? AttemptCause.CLOSED
        : AttemptCause.NOT_SSH;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closing) {
      // Whoever waits at the socket is woken by the attempt alone.
      Thread.onSpinWait();
    }
  }
}
