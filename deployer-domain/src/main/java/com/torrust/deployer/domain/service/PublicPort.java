package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.config.IpFamily;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A port of the machine behind which a service of the stack answers the world: what firewalls have
 * to let through. SSH is not among them.
 *
 * @param protocol over which it is reached
 * @param number 1–65535
 * @param families over which it is reached
 */
public record PublicPort(Protocol protocol, int number, Set<IpFamily> families) {

  /** How a port is reached. */
  public enum Protocol {
    TCP("tcp"),
    UDP("udp");

    private final String text;

    Protocol(String text) {
      this.text = text;
    }

    /** The word in Compose, nftables and Hetzner Cloud. */
    public String text() {
      return text;
    }
  }

  /** The set that is given is copied. */
  public PublicPort {
    families = Set.copyOf(families);
  }

  /** The public ports of a configuration, each once, trackers first. */
  public static List<PublicPort> of(EnvironmentConfig config) {
    return of(StackServices.of(config));
  }

  /** The public ports of services, each once, trackers first. */
  public static List<PublicPort> of(StackServices services) {
    Map<String, PublicPort> ports = new LinkedHashMap<>();
    for (StackService service : services.all()) {
      service
          .published()
          .map(Published::families)
          .map(families -> new PublicPort(service.protocol(), service.port(), families))
          .ifPresent(port -> ports.merge(port.toString(), port, PublicPort::and));
    }
    return List.copyOf(ports.values());
  }

  private PublicPort and(PublicPort other) {
    Set<IpFamily> both = EnumSet.copyOf(families);
    both.addAll(other.families);
    return new PublicPort(protocol, number, both);
  }

  /** Such as {@code 6969/udp}. */
  @Override
  public String toString() {
    return number + "/" + protocol.text();
  }
}
