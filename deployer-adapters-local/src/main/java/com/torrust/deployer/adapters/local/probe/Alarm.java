package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.port.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection at its deadline, or when somebody asks to stop. The limits of sockets count
 * from the last byte on, and within TLS from the last byte of a record that nobody sees; whoever
 * sends one now and then would hold us for ever.
 */
final class Alarm implements AutoCloseable {

  private volatile boolean rang;
  private final CompletableFuture<Void> bell = new CompletableFuture<>();
  private final Runnable unhook;

  Alarm(Closeable connection, Deadline deadline, Cancellation cancellation)
      throws SocketTimeoutException {
    this.unhook = cancellation.onRequest(() -> closeQuietly(connection));
    bell.orTimeout(deadline.millisLeft(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, late) -> {
              if (late != null) {
                rang = true;
                closeQuietly(connection);
              }
            });
  }

  /** What a failure on the connection really was. */
  IOException why(IOException failure) {
    if (!rang) {
      return failure;
    }
    SocketTimeoutException late = new SocketTimeoutException("the time is up");
    late.initCause(failure);
    return late;
  }

  private static void closeQuietly(Closeable connection) {
    try {
      connection.close();
    } catch (IOException closedAnyway) {
      // Whoever waits for an answer notices.
    }
  }

  @Override
  public void close() {
    unhook.run();
    bell.complete(null);
  }
}
