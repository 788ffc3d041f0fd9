package com.torrust.deployer.adapters.local.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins an answer and goes on with a byte from time to time, until the client has had enough. */
final class DrippingServer implements AutoCloseable {

  private static final int PAUSE_MILLIS = 50;
  private static final int MOST = 1_000;

  private final ServerSocket socket;
  private final AtomicInteger bytes = new AtomicInteger();

  DrippingServer(String beginning) throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(beginning), "dripping-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(String beginning) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        client.setSoTimeout(PAUSE_MILLIS);
        while (bytes.get() < MOST) {
          client.getOutputStream().write('1');
          bytes.incrementAndGet();
          hear(client.getInputStream());
        }
      } catch (IOException gone) {
        // That is what is waited for.
      }
    }
  }

  private static void hear(InputStream input) throws IOException {
    try {
      while (input.read() >= 0) {
        // A request, which is not answered.
      }
      throw new IOException("the client is gone");
    } catch (SocketTimeoutException next) {
      // Time for the next byte.
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many bytes were sent after the beginning. */
  int bytes() {
    return bytes.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
