package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The UDP tracker protocol (BEP 15) as a client speaks it. Datagrams get lost, so a question is
 * repeated until its answer comes or the time is up, soon at first: a check should not take the
 * protocol's own 15 seconds.
 */
final class UdpTrackerClient implements AutoCloseable {

  private static final long PROTOCOL_ID = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int ERROR = 3;
  private static final int STARTED = 2;
  private static final int WANTED_PEERS = 10;
  private static final int HEADER = 8;
  private static final int CONNECT_ANSWER = 16;
  private static final int ANNOUNCE_ANSWER = 20;
  private static final int LARGEST_ANSWER = 4096;
  private static final Duration FIRST_REPEAT = Duration.ofMillis(500);

  private final DatagramSocket socket;
  private final Deadline deadline;
  private final Runnable unhook;
  private final RandomGenerator random = RandomGenerator.getDefault();

  private UdpTrackerClient(
      HostAddress address, int port, Deadline deadline, Cancellation cancellation)
      throws IOException {
    this.socket = new DatagramSocket();
    this.deadline = deadline;
    this.unhook = cancellation.onRequest(socket::close);
    try {
      // A connected socket hears that nothing listens there. The other form of this call throws
      // what
      // is no IOException where there is no route.
      socket.connect(new InetSocketAddress(address.toInetAddress(), port));
    } catch (IOException | RuntimeException unreachable) {
      close();
      throw unreachable;
    }
  }

  static NetworkProbe.Answer connect(
      HostAddress address, int port, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    try (UdpTrackerClient client = new UdpTrackerClient(address, port, deadline, cancellation)) {
      client.connect();
      return NetworkProbe.Answer.pass("connect answered");
    }
  }

  static NetworkProbe.Answer announce(
      HostAddress address, int port, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    try (UdpTrackerClient client = new UdpTrackerClient(address, port, deadline, cancellation)) {
      AnnouncingPeer first = AnnouncingPeer.anybody();
      client.announce(first);
      byte[] peers = client.announce(AnnouncingPeer.anybody());
      return StoredPeer.judge(
          StoredPeer.either(peers, address.isIpv6(), first.port()),
          first,
          address,
          HostAddress.of(client.socket.getLocalAddress()));
    }
  }

  private long connect() throws IOException, ProbeFailed {
    int transaction = random.nextInt();
    ByteBuffer question =
        ByteBuffer.allocate(16).putLong(PROTOCOL_ID).putInt(CONNECT).putInt(transaction);
    return ask(question, CONNECT, transaction, CONNECT_ANSWER).getLong();
  }

  /** The peers of the answer. */
  private byte[] announce(AnnouncingPeer peer) throws IOException, ProbeFailed {
    int transaction = random.nextInt();
    ByteBuffer question =
        ByteBuffer.allocate(98)
            .putLong(connect())
            .putInt(ANNOUNCE)
            .putInt(transaction)
            .put(AnnouncingPeer.infoHash())
            .put(peer.id().getBytes(StandardCharsets.US_ASCII))
            .putLong(0) // downloaded
            .putLong(1) // left
            .putLong(0) // uploaded
            .putInt(STARTED)
            .putInt(0) // the address is the sender's
            .putInt(random.nextInt())
            .putInt(WANTED_PEERS)
            .putShort((short) peer.port());
    ByteBuffer answer = ask(question, ANNOUNCE, transaction, ANNOUNCE_ANSWER);
    answer.position(ANNOUNCE_ANSWER);
    byte[] peers = new byte[answer.remaining()];
    answer.get(peers);
    return peers;
  }

  /** The answer behind its header. */
  private ByteBuffer ask(ByteBuffer question, int action, int transaction, int shortest)
      throws IOException, ProbeFailed {
    DatagramPacket packet = new DatagramPacket(question.array(), question.capacity());
    Deadline repeat = Deadline.in(Duration.ZERO);
    Duration pause = FIRST_REPEAT;
    while (true) {
      if (repeat.hasPassed()) {
        socket.send(packet);
        repeat = Deadline.in(pause);
        pause = pause.multipliedBy(2);
      }
      ByteBuffer answer = receive(repeat);
      if (answer.remaining() < HEADER) {
        continue;
      }
      int kind = answer.getInt();
      if (answer.getInt() != transaction) {
        // The answer to a question that was repeated, or somebody else's datagram.
        continue;
      }
      if (kind == ERROR) {
        throw new ProbeFailed("the tracker answered an error: " + Excerpt.of(rest(answer)));
      }
      if (kind != action || answer.limit() < shortest) {
        throw new ProbeFailed("the answer is not one of a UDP tracker");
      }
      return answer;
    }
  }

  /** The next datagram, or an empty one when it is time to ask again. */
  private ByteBuffer receive(Deadline repeat) throws IOException {
    byte[] data = new byte[LARGEST_ANSWER];
    DatagramPacket packet = new DatagramPacket(data, data.length);
    int left = deadline.millisLeft();
    try {
      socket.setSoTimeout(repeat.hasPassed() ? 1 : Math.min(left, repeat.millisLeft()));
      socket.receive(packet);
    } catch (SocketTimeoutException late) {
      deadline.millisLeft();
      return ByteBuffer.allocate(0);
    }
    return ByteBuffer.wrap(Arrays.copyOf(data, packet.getLength()));
  }

  private static String rest(ByteBuffer answer) {
    byte[] text = new byte[answer.remaining()];
    answer.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    unhook.run();
    socket.close();
  }
}
