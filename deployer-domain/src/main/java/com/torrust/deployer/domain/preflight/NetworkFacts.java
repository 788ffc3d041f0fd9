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
 * @param reachable those of them by which others reach the machine, likeliest first: none of a
 *     network that only containers or virtual machines are in, none that will soon be another one
 * @param clockSynchronized whether a time service has set the clock; absent when nobody knows
 */
public record NetworkFacts(
    String hostname,
    boolean hostnameResolves,
    boolean ipv6Disabled,
    List<String> addresses,
    List<String> reachable,
    Optional<Boolean> clockSynchronized) {

  /** Copies the lists. */
  public NetworkFacts {
    addresses = List.copyOf(addresses);
    reachable = List.copyOf(reachable);
  }

  /** Nothing is known. */
  public static NetworkFacts unknown() {
    return new NetworkFacts("", true, false, List.of(), List.of(), Optional.empty());
  }

  /**
   * The machine's address of the other family than a known one, as the same clients would reach it:
   * not a private one beside a public one, a public one before a private one, and none of the
   * stack's own networks.
   */
  public Optional<HostAddress> otherAddress(HostAddress known, EnvironmentName environment) {
    return reachable.stream()
        .flatMap(text -> HostAddress.parse(text).stream())
        .filter(address -> address.family() != known.family())
        .filter(address -> known.isPrivate() || !address.isPrivate())
        .filter(address -> !ClientNetwork.contains(environment, address))
        .min(Comparator.comparing(HostAddress::isPrivate));
  }
}
