package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the machine has the addresses at which the stack is to be reached. */
final class AddressRules {

  private AddressRules() {}

  static Stream<MachineFinding> findings(NetworkFacts network, EnvironmentConfig config) {
    StackServices services = StackServices.of(config);
    Set<HostAddress> addresses =
        network.addresses().stream()
            .flatMap(text -> HostAddress.parse(text).stream())
            .collect(Collectors.toSet());
    List<MachineFinding> findings = new ArrayList<>();
    ipv6(network, services).ifPresent(findings::add);
    strangers(addresses, services).ifPresent(findings::add);
    return findings.stream();
  }

  private static Optional<MachineFinding> ipv6(NetworkFacts network, StackServices services) {
    boolean hasIpv6 =
        network.reachable().stream()
            .flatMap(text -> HostAddress.parse(text).stream())
            .anyMatch(HostAddress::isIpv6);
    if (network.ipv6Disabled()) {
      return services.serves(IpFamily.IPV6)
          ? Optional.of(
              MachineFinding.blocking(
                  "machine.ipv6_missing",
                  "IPv6 is switched off on the machine, but "
                      + subjects(services, true)
                      + " is to be reached over it",
                  "write 0.0.0.0 instead of [::], which serves IPv4 alone, or switch IPv6 on"))
          : Optional.of(
              MachineFinding.fine(
                  "machine.ipv6_off", "IPv6 is switched off; everything is served over IPv4"));
    }
    if (services.serves(IpFamily.IPV6) && !hasIpv6 && !network.addresses().isEmpty()) {
      return Optional.of(
          MachineFinding.warning(
              "machine.ipv6_unaddressed",
              "the machine has no IPv6 address by which others reach it, so that "
                  + subjects(services, true)
                  + " is reached over IPv4 alone until it gets one",
              "give the machine an IPv6 address, or write 0.0.0.0 instead of [::]"));
    }
    String ipv4Only = hasIpv6 ? subjects(services, false) : "";
    return ipv4Only.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MachineFinding.warning(
                "machine.ipv6_unused",
                "the machine has IPv6, over which " + ipv4Only + " is closed",
                "write [::] instead of 0.0.0.0 to serve both address families"));
  }

  /** What is for everybody, with IPv6 or without. */
  private static String subjects(StackServices services, boolean withIpv6) {
    return services.all().stream()
        .filter(service -> service.published().isPresent())
        .filter(service -> service.published().flatMap(Published::literal).isEmpty())
        .filter(service -> services.families(service).contains(IpFamily.IPV6) == withIpv6)
        .map(StackService::subject)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** An address of somebody else's, at which Docker could publish nothing. */
  private static Optional<MachineFinding> strangers(
      Set<HostAddress> addresses, StackServices services) {
    String strangers =
        services.all().stream()
            .flatMap(service -> service.published().stream())
            .flatMap(published -> published.literal().stream())
            .flatMap(literal -> HostAddress.parse(literal).stream())
            .filter(literal -> !addresses.contains(literal))
            .map(HostAddress::value)
            .distinct()
            .collect(Collectors.joining(", "));
    return strangers.isEmpty() || addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MachineFinding.blocking(
                "machine.address_missing",
                "listeners are bound to " + strangers + ", which the machine does not have",
                "write [::] or 0.0.0.0, or an address that 'ip address' shows on the machine"));
  }
}
