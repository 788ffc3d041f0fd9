package com.torrust.deployer.domain.preflight;

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
}
