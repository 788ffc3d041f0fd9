package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Exposure;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules about sockets and ports that only one can have (R56, X14, X15). */
final class PortRules {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private PortRules() {}

  private enum Protocol {
    UDP,
    TCP
  }

  /**
   * A listener of the tracker that has a usable address.
   *
   * @param label for messages
   * @param place where the address stands
   * @param address what it listens on
   * @param isPublished whether its port is published on the machine
   */
  private record Listener(
      Protocol protocol, String label, Place place, BindAddress address, boolean isPublished) {

    int port() {
      return address.port();
    }

    String socket() {
      return label + " on " + address;
    }
  }

  /** All three rules; the listeners are gathered once. */
  static void check(Parts document, Reading reading) {
    List<Listener> udp = new ArrayList<>();
    List<Listener> tcp = new ArrayList<>();
    for (Parts tracker : document.within(DocumentSection.TRACKER)) {
      addUdp(udp, tracker);
      addTcp(tcp, tracker);
    }
    for (List<Listener> listeners : List.of(udp, tcp)) {
      checkSocketAddresses(listeners, reading);
      checkSharedPorts(listeners, reading);
    }
    checkReservedPorts(document, udp, tcp, reading);
  }

  private static void addUdp(List<Listener> listeners, Parts tracker) {
    int number = 0;
    for (Parts udp : tracker.within(TrackerSection.UDP_TRACKERS)) {
      add(
          listeners,
          Protocol.UDP,
          "UDP Tracker #" + ++number,
          udp,
          UdpTrackerSection.ADDRESS,
          true);
    }
  }

  private static void addTcp(List<Listener> listeners, Parts tracker) {
    int number = 0;
    for (Parts http : tracker.within(TrackerSection.HTTP_TRACKERS)) {
      boolean isPublished = isOff(http, HttpTrackerSection.TLS);
      add(
          listeners,
          Protocol.TCP,
          "HTTP Tracker #" + ++number,
          http,
          HttpTrackerSection.ADDRESS,
          isPublished);
    }
    for (Parts api : tracker.within(TrackerSection.HTTP_API)) {
      add(
          listeners,
          Protocol.TCP,
          "HTTP API",
          api,
          HttpApiSection.ADDRESS,
          isOff(api, HttpApiSection.TLS));
    }
    for (Parts health : tracker.within(TrackerSection.HEALTH_CHECK_API)) {
      add(
          listeners,
          Protocol.TCP,
          "Health Check API",
          health,
          HealthCheckApiSection.ADDRESS,
          false);
    }
  }

  private static boolean isOff(Parts parts, Field<?, Boolean> tls) {
    return parts.find(tls).filter(on -> !on).isPresent();
  }

  private static void add(
      List<Listener> listeners,
      Protocol protocol,
      String label,
      Parts parts,
      Field<?, BindAddress> field,
      boolean isDirect) {
    parts
        .find(field)
        .filter(address -> address.port() != 0)
        .ifPresent(
            address ->
                listeners.add(
                    new Listener(
                        protocol,
                        label,
                        parts.at(field),
                        address,
                        isDirect && Exposure.of(address) instanceof Published)));
  }

  /** R56: one finding for every address that is taken more than once, at the second listener. */
  private static void checkSocketAddresses(List<Listener> listeners, Reading reading) {
    listeners.stream()
        .collect(Collectors.groupingBy(Listener::address, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> refuseSame(same, reading));
  }

  private static void refuseSame(List<Listener> same, Reading reading) {
    if (same.size() > 1) {
      Listener first = same.get(0);
      reading.report(
          same.get(1).place(),
          ConfigRules.SOCKET_CONFLICT.broken(
              Listing.of(same.stream().map(Listener::label).toList(), " and "),
              first.protocol,
              first.address));
    }
  }

  /**
   * X14: one finding for every port on which listeners with different addresses meet, at the second
   * of them. In the container everything but a loopback address stands for all of its addresses,
   * since it has none of the machine's, so that only two loopback addresses never meet.
   */
  private static void checkSharedPorts(List<Listener> listeners, Reading reading) {
    listeners.stream()
        .collect(Collectors.groupingBy(Listener::port, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> refuseMeeting(same, reading));
  }

  private static void refuseMeeting(List<Listener> samePort, Reading reading) {
    Earlier all = new Earlier();
    Earlier open = new Earlier();
    for (Listener listener : samePort) {
      boolean isOpen = !listener.address.isLoopback();
      Optional<Listener> met = (isOpen ? all : open).elsewhere(listener);
      if (met.isPresent()) {
        tellMeeting(met.get(), listener, reading);
        return;
      }
      all.add(listener);
      if (isOpen) {
        open.add(listener);
      }
    }
  }

  /**
   * Of listeners before the present one as many as it takes to find one with another address: two.
   */
  private static final class Earlier {

    private Optional<Listener> first = Optional.empty();
    private Optional<Listener> other = Optional.empty();

    void add(Listener listener) {
      if (first.isEmpty()) {
        first = Optional.of(listener);
      } else if (other.isEmpty()) {
        other = elsewhere(listener).map(earlier -> listener);
      }
    }

    Optional<Listener> elsewhere(Listener listener) {
      return first.filter(one -> !one.address.equals(listener.address)).or(() -> other);
    }
  }

  private static void tellMeeting(Listener one, Listener other, Reading reading) {
    reading.report(
        other.place(),
        ConfigRules.CONTAINER_PORT_CONFLICT.broken(
            one.socket(), other.socket(), one.protocol, one.port()));
  }

  /** X15: ports that another published service, or the SSH daemon, has. */
  private static void checkReservedPorts(
      Parts document, List<Listener> udp, List<Listener> tcp, Reading reading) {
    Map<Integer, String> reserved = reservedTcp(document);
    Optional<Integer> ssh = sshPort(document);
    for (Listener listener : tcp) {
      String holder =
          ssh.filter(port -> port == listener.port())
              .map(port -> "the SSH daemon")
              .orElse(reserved.get(listener.port()));
      if (listener.isPublished && holder != null) {
        tellReserved(listener.place(), listener.socket(), listener.port(), holder, reading);
      }
    }
    boolean hasProxy = hasProxy(document);
    for (Listener listener : udp) {
      if (hasProxy && listener.isPublished && listener.port() == HTTPS) {
        tellReserved(listener.place(), listener.socket(), HTTPS, "the proxy (HTTP/3)", reading);
      }
    }
    ssh.filter(reserved::containsKey)
        .ifPresent(
            port ->
                tellReserved(
                    sshPlace(document), "the SSH daemon", port, reserved.get(port), reading));
  }

  private static Map<Integer, String> reservedTcp(Parts document) {
    Map<Integer, String> reserved = new LinkedHashMap<>();
    boolean hasOpenGrafana =
        document.within(DocumentSection.GRAFANA).stream()
            .anyMatch(grafana -> isOff(grafana, ServiceSections.GRAFANA_TLS));
    if (hasOpenGrafana) {
      reserved.put(GrafanaConfig.PORT, "Grafana");
    }
    if (document.isGiven(DocumentSection.PROMETHEUS)) {
      reserved.put(PrometheusConfig.PORT, "Prometheus");
    }
    if (hasProxy(document)) {
      reserved.put(HTTP, "the proxy");
      reserved.put(HTTPS, "the proxy");
    }
    return reserved;
  }

  private static boolean hasProxy(Parts document) {
    return document.isGiven(DocumentSection.HTTPS)
        && TlsService.of(document).stream().anyMatch(TlsService::hasTls);
  }

  private static Optional<Integer> sshPort(Parts document) {
    return document.within(DocumentSection.SSH_CREDENTIALS).stream()
        .map(ssh -> ssh.find(SshSection.PORT))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Place sshPlace(Parts document) {
    return document.within(DocumentSection.SSH_CREDENTIALS).get(0).at(SshSection.PORT);
  }

  private static void tellReserved(
      Place place, String who, int port, String holder, Reading reading) {
    reading.report(place, ConfigRules.MACHINE_PORT_CONFLICT.broken(who, port, holder));
  }
}
