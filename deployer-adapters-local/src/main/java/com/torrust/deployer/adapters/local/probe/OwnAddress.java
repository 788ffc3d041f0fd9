package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.ProbeTarget;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
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

  /** Whether a target is to be asked over IPv6 from a computer that has no address of its own. */
  static boolean lacksFamilyOf(ProbeTarget target) {
    return address(target)
        .filter(HostAddress::isIpv6)
        .filter(address -> !address.toInetAddress().isLoopbackAddress())
        .filter(address -> !hasGlobalIpv6())
        .isPresent();
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
