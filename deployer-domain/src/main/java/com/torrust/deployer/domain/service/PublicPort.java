package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.UdpTracker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A port of the machine behind which a service of the stack answers the world: what the stack
 * publishes and firewalls have to let through (artifacts.md 4.5, S-05). SSH is not among them.
 *
 * @param protocol over which it is reached
 * @param number 1–65535
 */
public record PublicPort(Protocol protocol, int number) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

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

  /**
   * The public ports of a configuration, each once, trackers first. Listeners on a loopback address
   * and Prometheus, which is published on the machine's loopback, are not public.
   */
  public static List<PublicPort> of(EnvironmentConfig config) {
    Set<PublicPort> ports = new LinkedHashSet<>();
    config.tracker().udpTrackers().stream()
        .map(UdpTracker::bindAddress)
        .filter(address -> !address.isLoopback())
        .forEach(address -> ports.add(new PublicPort(Protocol.UDP, address.port())));
    config.tracker().httpTrackers().stream()
        .filter(tracker -> !tracker.useTlsProxy())
        .map(HttpTracker::bindAddress)
        .filter(address -> !address.isLoopback())
        .forEach(address -> ports.add(new PublicPort(Protocol.TCP, address.port())));
    HttpApi api = config.tracker().httpApi();
    if (!api.useTlsProxy() && !api.bindAddress().isLoopback()) {
      ports.add(new PublicPort(Protocol.TCP, api.bindAddress().port()));
    }
    config
        .grafana()
        .filter(grafana -> !grafana.useTlsProxy())
        .ifPresent(grafana -> ports.add(new PublicPort(Protocol.TCP, GrafanaConfig.PORT)));
    if (config.hasProxy()) {
      ports.add(new PublicPort(Protocol.TCP, HTTP));
      ports.add(new PublicPort(Protocol.TCP, HTTPS));
      ports.add(new PublicPort(Protocol.UDP, HTTPS));
    }
    return List.copyOf(ports);
  }

  /** Such as {@code 6969/udp}. */
  @Override
  public String toString() {
    return number + "/" + protocol.text();
  }
}
