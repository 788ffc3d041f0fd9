package com.torrust.deployer.adapters.local.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Answers datagrams with whatever datagrams a test says. */
final class UdpResponder implements AutoCloseable {

  private final DatagramSocket socket;
  private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());

  UdpResponder(InetAddress address, Function<ByteBuffer, List<byte[]>> answers) throws IOException {
    socket = new DatagramSocket(0, address);
    Thread thread = new Thread(() -> serve(answers), "udp-responder");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Function<ByteBuffer, List<byte[]>> answers) {
    byte[] buffer = new byte[2048];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] question = Arrays.copyOf(buffer, packet.getLength());
        received.add(question);
        for (byte[] answer : answers.apply(ByteBuffer.wrap(question))) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  List<byte[]> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    socket.close();
  }
}
