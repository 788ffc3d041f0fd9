package com.torrust.deployer.cli.sandbox;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A BitTorrent client that announces ten times a second to a UDP tracker (BEP 15). */
final class AnnouncingClient implements AutoCloseable {

  private static final long PROTOCOL = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int EVERY_MILLIS = 100;
  private static final int AWAITED_MILLIS = 3_000;
  private static final int TRIES = 5;
  private static final int SHORTEST_ANSWER = 16;

  private final DatagramSocket socket = new DatagramSocket();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final long connection;

  private AnnouncingClient(InetSocketAddress tracker) throws IOException {
    socket.connect(tracker);
    socket.setSoTimeout(AWAITED_MILLIS);
    connection = connected();
  }

  static AnnouncingClient at(InetSocketAddress tracker) throws IOException {
    AnnouncingClient client = new AnnouncingClient(tracker);
    client.clock.execute(client::listen);
    client.clock.scheduleAtFixedRate(client::announce, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return client;
  }

  private long connected() throws IOException {
    byte[] request = ByteBuffer.allocate(16).putLong(PROTOCOL).putInt(CONNECT).putInt(1).array();
    for (int attempt = 1; ; attempt++) {
      socket.send(new DatagramPacket(request, request.length));
      try {
        return received().getLong(8);
      } catch (SocketTimeoutException silent) {
        if (attempt == TRIES) {
          throw silent;
        }
      }
    }
  }

  private ByteBuffer received() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
  }

  private void announce() {
    byte[] request =
        ByteBuffer.allocate(98)
            .putLong(connection)
            .putInt(ANNOUNCE)
            .putInt(sent.incrementAndGet())
            .put("a torrent of the test".getBytes(StandardCharsets.US_ASCII), 0, 20)
            .put("-XX0001-000000000001".getBytes(StandardCharsets.US_ASCII))
            .position(96)
            .putShort((short) 40_001)
            .array();
    try {
      socket.send(new DatagramPacket(request, request.length));
    } catch (IOException refused) {
      // It counts as sent and as never answered.
    }
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        ByteBuffer answer = received();
        if (answer.limit() >= SHORTEST_ANSWER && answer.getInt(0) == ANNOUNCE) {
          answered.incrementAndGet();
        }
      } catch (IOException silentOrClosed) {
        // Whether to go on is asked above.
      }
    }
  }

  /** Ends announcing, waits for the last answers, and says how many never came. */
  int lost() throws InterruptedException {
    clock.shutdown();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AWAITED_MILLIS);
    while (answered.get() < sent.get() && System.nanoTime() < deadline) {
      clock.awaitTermination(EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    return sent.get() - answered.get();
  }

  int sent() {
    return sent.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    socket.close();
  }
}
