package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Exposure;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.service.ClientNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the tracker listens inside its container. A socket for both families would give it IPv4
 * clients as mapped IPv6 addresses, which it hands on as they are; so a listener for announces
 * becomes one socket for each family. The socket for IPv6 is bound to the container's own address:
 * {@code [::]} could not share the port with {@code 0.0.0.0}.
 */
final class TrackerListeners {

  private TrackerListeners() {}

  /** The sockets of a UDP tracker. */
  static List<String> of(UdpTracker tracker, Optional<ClientNetwork> clients) {
    return announced(tracker.bindAddress(), Exposure.of(tracker.bindAddress()), clients);
  }

  /** The sockets of an HTTP tracker. */
  static List<String> of(HttpTracker tracker, Optional<ClientNetwork> clients) {
    return announced(
        tracker.bindAddress(), Exposure.of(tracker.bindAddress(), tracker.site()), clients);
  }

  private static List<String> announced(
      BindAddress address, Exposure exposure, Optional<ClientNetwork> clients) {
    if (!(exposure instanceof Exposure.Published published)) {
      return List.of(anywhere(address).toString());
    }
    Optional<String> ipv6 =
        clients
            .filter(network -> published.families().contains(IpFamily.IPV6))
            .map(network -> network.address().inUrl() + ":" + address.port());
    Optional<String> ipv4 =
        Optional.of("0.0.0.0:" + address.port())
            .filter(any -> published.families().contains(IpFamily.IPV4));
    return Stream.of(ipv4, ipv6).flatMap(Optional::stream).toList();
  }

  /** The socket of the API, which hands on no address, so that one may serve both families. */
  static BindAddress httpApi(EnvironmentConfig config) {
    return anywhere(config.tracker().httpApi().bindAddress());
  }

  /** The socket of the health check API. */
  static BindAddress healthCheckApi(EnvironmentConfig config) {
    return anywhere(config.tracker().healthCheckApi().bindAddress());
  }

  /** The container has none of the machine's addresses. */
  private static BindAddress anywhere(BindAddress address) {
    return address.isLoopback() || address.isWildcard()
        ? address
        : BindAddress.anywhere(address.families(), address.port());
  }
}
