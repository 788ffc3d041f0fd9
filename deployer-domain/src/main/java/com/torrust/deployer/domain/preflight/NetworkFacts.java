package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.ClientNetwork;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Names, addresses and time.
 *
 * @param hostname the machine's own name
 * @param hostnameResolves whether the machine finds its own name
 * @param ipv6Disabled whether the kernel's IPv6 is switched off
 * @param addresses global addresses of both families, at most 50
 * @param clockSynchronized whether a time service has set the clock; absent when nobody knows
 */
public record NetworkFacts(
    String hostname,
    boolean hostnameResolves,
    boolean ipv6Disabled,
    List<String> addresses,
    Optional<Boolean> clockSynchronized) {

  /** Copies the list. */
  public NetworkFacts {
    addresses = List.copyOf(addresses);
  }

  /** Nothing is known. */
  public static NetworkFacts unknown() {
    return new NetworkFacts("", true, false, List.of(), Optional.empty());
  }

  /**
   * The machine's address of the other family than a known one, as clients would reach it: a public
   * one before a private one, and none of the stack's own networks.
   */
  public Optional<HostAddress> otherAddress(HostAddress known, EnvironmentName environment) {
    return addresses.stream()
        .flatMap(text -> HostAddress.parse(text).stream())
        .filter(address -> address.family() != known.family())
        .filter(address -> !ClientNetwork.contains(environment, address))
        .min(Comparator.comparing(HostAddress::isPrivate));
  }
}
