package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.ProbeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The addresses of this computer. */
final class OwnAddress {

  private static final int ANY_PORT = 9;

  private OwnAddress() {}

  /** The address from which this computer speaks to another one; nothing is sent. */
  static HostAddress towards(HostAddress other) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(other.toInetAddress(), ANY_PORT);
      return HostAddress.of(socket.getLocalAddress());
    }
  }

  /**
   * Why a target that is to be asked over IPv6 cannot be asked from here, whatever the machine
   * does: many computers have no IPv6, or only that of their own network. Without IPv4 nothing
   * would have got this far.
   */
  static Optional<String> obstacle(ProbeTarget target) {
    return address(target)
        .filter(HostAddress::isIpv6)
        .filter(address -> !address.toInetAddress().isLoopbackAddress())
        .flatMap(OwnAddress::obstacle);
  }

  private static Optional<String> obstacle(HostAddress address) {
    if (!hasGlobalIpv6()) {
      return Optional.of("which this computer does not have");
    }
    return hasRouteTo(address)
        ? Optional.empty()
        : Optional.of("by which no way leads from this computer to " + address);
  }

  /** Nothing is sent. Where there is no route, the kernel says so at once. */
  private static boolean hasRouteTo(HostAddress address) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(address.toInetAddress(), ANY_PORT));
      return true;
    } catch (SocketException | UncheckedIOException failed) {
      return !String.valueOf(failed.getMessage()).contains("unreachable");
    }
  }

  private static Optional<HostAddress> address(ProbeTarget target) {
    if (target instanceof ProbeTarget.UdpConnect udp) {
      return Optional.of(udp.address());
    }
    if (target instanceof ProbeTarget.UdpAnnounce udp) {
      return Optional.of(udp.address());
    }
    if (target instanceof ProbeTarget.HttpAnnounce http) {
      return Optional.of(http.web().address());
    }
    return target instanceof ProbeTarget.HttpGet get
        ? Optional.of(get.web().address())
        : Optional.empty();
  }

  private static boolean hasGlobalIpv6() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(
              address ->
                  address instanceof Inet6Address
                      && !address.isLoopbackAddress()
                      && !address.isLinkLocalAddress());
    } catch (SocketException unknown) {
      // Then the question itself will show it.
      return true;
    }
  }
}
