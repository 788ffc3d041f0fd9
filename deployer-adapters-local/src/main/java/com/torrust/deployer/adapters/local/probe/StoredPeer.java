package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.adapters.local.probe.NetworkProbe.Answer;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.CheckResult.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A peer as a tracker hands it on to others, hence as it has stored it.
 *
 * @param address where others would look for it
 * @param isMapped whether an IPv4 address stands there as an IPv6 one
 * @param port its port
 */
record StoredPeer(HostAddress address, boolean isMapped, int port) {

  private static final ErrorCode HIDDEN = new ErrorCode("stack.client_address_hidden");
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final int PORT_BYTES = 2;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int BITS_OF_A_SITE = 16;

  /** Peers without their ids, one after the other (BEP 7, BEP 15, BEP 23); a rest is left out. */
  static List<StoredPeer> compact(byte[] data, int bytesPerPeer) {
    List<StoredPeer> peers = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(data);
    while (buffer.remaining() >= bytesPerPeer) {
      byte[] address = new byte[bytesPerPeer - PORT_BYTES];
      buffer.get(address);
      int port = Short.toUnsignedInt(buffer.getShort());
      boolean isMapped =
          address.length == IPV6_BYTES
              && Arrays.equals(MAPPED, Arrays.copyOf(address, MAPPED.length));
      peers.add(new StoredPeer(HostAddress.of(address(address)), isMapped, port));
    }
    return peers;
  }

  /**
   * Peers of an answer whose form depends on what the tracker takes the client for. Where it is not
   * the form that the client expects, its own peer is found in the other one.
   */
  static List<StoredPeer> either(byte[] data, boolean isIpv6Expected, int port) {
    int expected = (isIpv6Expected ? IPV6_BYTES : IPV4_BYTES) + PORT_BYTES;
    int other = (isIpv6Expected ? IPV4_BYTES : IPV6_BYTES) + PORT_BYTES;
    // The end of a mapped address looks like an IPv4 peer.
    List<StoredPeer> mapped = compact(data, IPV6_BYTES + PORT_BYTES);
    if (data.length % (IPV6_BYTES + PORT_BYTES) == 0
        && !mapped.isEmpty()
        && mapped.stream().allMatch(StoredPeer::isMapped)) {
      return mapped;
    }
    List<StoredPeer> peers = compact(data, expected);
    boolean isFound = peers.stream().anyMatch(peer -> peer.port == port);
    if (isFound || data.length % other != 0) {
      return peers;
    }
    List<StoredPeer> others = compact(data, other);
    return others.stream().anyMatch(peer -> peer.port == port) ? others : peers;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }

  /**
   * Judges what a second client heard of the first one.
   *
   * @param peers all that it heard of
   * @param first the first client
   * @param machine the address at which both asked
   * @param own the address from which both asked
   */
  static Answer judge(
      List<StoredPeer> peers, AnnouncingPeer first, HostAddress machine, HostAddress own) {
    Optional<StoredPeer> stored =
        peers.stream().filter(peer -> peer.port == first.port()).findFirst();
    Optional<String> wrong = stored.flatMap(peer -> peer.wrong(machine, own));
    if (wrong.isPresent()) {
      return new Answer(
          Status.FAIL,
          "the tracker stored the client as "
              + stored.get().text()
              + ", "
              + wrong.get()
              + "; it asked as "
              + own,
          Optional.of(HIDDEN));
    }
    Answer heard = AnnouncingPeer.heardOf(peers.size());
    return stored
        .map(peer -> new Answer(heard.status(), heard.detail() + "; stored as " + peer.text()))
        .orElse(heard);
  }

  private String text() {
    return isMapped ? "::ffff:" + address : address.value();
  }

  /** What is wrong with the address, if anything is. */
  private Optional<String> wrong(HostAddress machine, HostAddress own) {
    if (isMapped || address.isIpv6() != machine.isIpv6()) {
      return Optional.of("an address of the other family");
    }
    if (address.equals(own)) {
      return Optional.empty();
    }
    InetAddress ip = address.toInetAddress();
    if (address.equals(machine)
        || ip.isLoopbackAddress()
        || ip.isAnyLocalAddress()
        || ip.isLinkLocalAddress()) {
      return Optional.of("an address of the machine itself");
    }
    // A translation of addresses on the way leaves one that the machine may well see: a public one,
    // or one of the private network that the machine stands in.
    return address.isPrivate() && !isNear(machine)
        ? Optional.of("an address of a network inside the machine")
        : Optional.empty();
  }

  private boolean isNear(HostAddress machine) {
    byte[] ours = address.toInetAddress().getAddress();
    byte[] theirs = machine.toInetAddress().getAddress();
    int bytes = BITS_OF_A_SITE / Byte.SIZE * (address.isIpv6() ? 4 : 1);
    return Arrays.equals(Arrays.copyOf(ours, bytes), Arrays.copyOf(theirs, bytes));
  }
}
