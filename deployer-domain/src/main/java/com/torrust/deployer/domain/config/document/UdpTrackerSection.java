package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.UdpTracker;
import java.util.Optional;

/** {@code tracker.udp_trackers[]}: a listener for announces over UDP. */
final class UdpTrackerSection {

  static final Field<UdpTracker, BindAddress> ADDRESS =
      Listeners.bindAddress(
              UdpTracker::bindAddress, "[::]:6969", "The port is published on the machine for UDP.")
          .withChange(MemberChange.configure(Component.TRACKER));

  static final Field<UdpTracker, DomainName> DOMAIN =
      Listeners.domain(
              UdpTracker::domain,
              "Host name shown in announce URLs instead of the machine's address. UDP has no TLS.")
          .withChange(MemberChange.run());

  static final ObjectCodec<UdpTracker> CODEC =
      ImmutableObjectCodec.<UdpTracker>of(
              "UdpTrackerSection",
              "A listener for announces over UDP.",
              Assembly.of(ADDRESS.value(), DOMAIN.ifPresent(), UdpTracker::new))
          .withRules(
              Listeners.fixedPort(ADDRESS, ConfigRules.UDP_TRACKER_PORT_0, 6969),
              Listeners.ownFamily(ADDRESS, ConfigRules.UDP_TRACKER_PORT_0.code()),
              Listeners.reachable(ADDRESS, Optional.empty(), true));

  private UdpTrackerSection() {}
}
