package com.torrust.deployer.adapters.local.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Answers each request with the bytes that a test says, and closes the connection. */
final class WebResponder implements AutoCloseable {

  private final ServerSocket socket;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch asked = new CountDownLatch(1);

  WebResponder(ServerSocket socket, Function<String, byte[]> answer) {
    this.socket = socket;
    Thread thread = new Thread(() -> serve(answer), "web-responder");
    thread.setDaemon(true);
    thread.start();
  }

  static WebResponder plain(InetAddress address, Function<String, byte[]> answer)
      throws IOException {
    return new WebResponder(new ServerSocket(0, 10, address), answer);
  }

  static byte[] text(String answer) {
    return answer.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void serve(Function<String, byte[]> answer) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder request = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
          request.append(line).append('\n');
          line = reader.readLine();
        }
        requests.add(request.toString());
        asked.countDown();
        byte[] bytes = answer.apply(request.toString());
        connection.getOutputStream().write(bytes);
        connection.getOutputStream().flush();
      } catch (IOException brokenOrClosed) {
        // A client that refused the certificate, or the end of the test.
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Waits for the first request. */
  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
