package com.torrust.deployer.domain.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may reach a service of the stack, and how. The one place where this is decided: published
 * ports, networks, firewalls, probes, endpoints and DNS records all follow from it.
 */
public sealed interface Exposure {

  /**
   * Everybody, at a port of the machine.
   *
   * @param address the machine's addresses that are served: {@code 0.0.0.0} for IPv4 alone, {@code
   *     [::]} for both families, any other address for itself alone
   */
  record Published(BindAddress address) implements Exposure {

    /** A mapped address, which configurations of earlier versions may hold, is the IPv4 one. */
    public Published {
      address = address.asIpv4();
    }

    /** The families over which it is reached; over any other one the port is closed. */
    public Set<IpFamily> families() {
      return address.families();
    }

    /**
     * The address of the machine that is served and no other, without brackets; nothing when a
     * whole family is.
     */
    public Optional<String> literal() {
      return address.isWildcard() ? Optional.empty() : Optional.of(address.ip());
    }

    /**
     * The addresses to publish at, as Docker writes them: IPv6 in brackets, one for each family.
     */
    public List<String> hosts() {
      return literal()
          .map(ip -> List.of(address.isIpv6() ? "[" + ip + "]" : ip))
          .orElseGet(
              () ->
                  families().contains(IpFamily.IPV6)
                      ? List.of("0.0.0.0", "[::]")
                      : List.of("0.0.0.0"));
    }
  }

  /**
   * Everybody, over HTTPS and through the proxy, which alone reaches the service itself.
   *
   * @param domain the host name under which the proxy serves it
   */
  record Proxied(DomainName domain) implements Exposure {}

  /**
   * Who is on the same host.
   *
   * @param scope which host that is
   */
  record Loopback(Scope scope) implements Exposure {

    /** Whose loopback addresses are meant. */
    public enum Scope {
      /** The machine's: whoever logs in there reaches it, over an SSH tunnel as well. */
      MACHINE,
      /** The container's: nothing outside of it reaches the service. */
      CONTAINER
    }
  }

  /** The other containers that share a network with it. */
  record Internal() implements Exposure {}

  /** The exposure of a listener of the tracker without the proxy. */
  static Exposure of(BindAddress address) {
    if (address.isLoopback()) {
      return new Loopback(Loopback.Scope.CONTAINER);
    }
    // An address with a zone belongs to one link of one computer; no port can be published at it.
    return address.hasZone() ? new Internal() : new Published(address);
  }

  /** The exposure of a listener that has the proxy before it when there is a domain. */
  static Exposure of(BindAddress address, Optional<DomainName> proxied) {
    return proxied.<Exposure>map(Proxied::new).orElseGet(() -> of(address));
  }

  /** Whether anything but the service's own container reaches it over a network. */
  default boolean isReachableByContainers() {
    return !(this instanceof Loopback loopback && loopback.scope() == Loopback.Scope.CONTAINER);
  }
}
