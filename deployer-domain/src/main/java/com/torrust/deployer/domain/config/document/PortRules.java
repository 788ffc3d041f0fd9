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
   * @param location where the address stands
   * @param address what it listens on
   * @param isPublished whether its port is published on the machine
   */
  private record Listener(
      Protocol protocol,
      String label,
      Location location,
      BindAddress address,
      boolean isPublished) {

    int port() {
      return address.port();
    }

    String socket() {
      return label + " on " + address;
    }
  }

  /** All three rules; the listeners are gathered once. */
  static void check(Members document, DecodeContext context) {
    List<Listener> udp = new ArrayList<>();
    List<Listener> tcp = new ArrayList<>();
    for (Members tracker : document.within(DocumentSection.TRACKER)) {
      addUdp(udp, tracker);
      addTcp(tcp, tracker);
    }
    for (List<Listener> listeners : List.of(udp, tcp)) {
      checkSocketAddresses(listeners, context);
      checkSharedPorts(listeners, context);
    }
    checkReservedPorts(document, udp, tcp, context);
  }

  private static void addUdp(List<Listener> listeners, Members tracker) {
    int number = 0;
    for (Members udp : tracker.within(TrackerSection.UDP_TRACKERS)) {
      add(
          listeners,
          Protocol.UDP,
          "UDP Tracker #" + ++number,
          udp,
          UdpTrackerSection.ADDRESS,
          true);
    }
  }

  private static void addTcp(List<Listener> listeners, Members tracker) {
    int number = 0;
    for (Members http : tracker.within(TrackerSection.HTTP_TRACKERS)) {
      boolean isPublished = isOff(http, HttpTrackerSection.TLS);
      add(
          listeners,
          Protocol.TCP,
          "HTTP Tracker #" + ++number,
          http,
          HttpTrackerSection.ADDRESS,
          isPublished);
    }
    for (Members api : tracker.within(TrackerSection.HTTP_API)) {
      add(
          listeners,
          Protocol.TCP,
          "HTTP API",
          api,
          HttpApiSection.ADDRESS,
          isOff(api, HttpApiSection.TLS));
    }
    for (Members health : tracker.within(TrackerSection.HEALTH_CHECK_API)) {
      add(
          listeners,
          Protocol.TCP,
          "Health Check API",
          health,
          HealthCheckApiSection.ADDRESS,
          false);
    }
  }

  private static boolean isOff(Members members, Field<?, Boolean> tls) {
    return members.find(tls).filter(on -> !on).isPresent();
  }

  private static void add(
      List<Listener> listeners,
      Protocol protocol,
      String label,
      Members members,
      Field<?, BindAddress> field,
      boolean isDirect) {
    members
        .find(field)
        .filter(address -> address.port() != 0)
        .ifPresent(
            address ->
                listeners.add(
                    new Listener(
                        protocol,
                        label,
                        members.at(field),
                        address,
                        isDirect && Exposure.of(address) instanceof Published)));
  }

  /** R56: one finding for every address that is taken more than once, at the second listener. */
  private static void checkSocketAddresses(List<Listener> listeners, DecodeContext context) {
    listeners.stream()
        .collect(Collectors.groupingBy(Listener::address, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> refuseSame(same, context));
  }

  private static void refuseSame(List<Listener> same, DecodeContext context) {
    if (same.size() > 1) {
      Listener first = same.get(0);
      context.report(
          same.get(1).location(),
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
  private static void checkSharedPorts(List<Listener> listeners, DecodeContext context) {
    listeners.stream()
        .collect(Collectors.groupingBy(Listener::port, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> refuseMeeting(same, context));
  }

  private static void refuseMeeting(List<Listener> samePort, DecodeContext context) {
    Earlier all = new Earlier();
    Earlier open = new Earlier();
    for (Listener listener : samePort) {
      boolean isOpen = !listener.address.isLoopback();
      Optional<Listener> met = (isOpen ? all : open).elsewhere(listener);
      if (met.isPresent()) {
        reportMeeting(met.get(), listener, context);
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

  private static void reportMeeting(Listener one, Listener other, DecodeContext context) {
    context.report(
        other.location(),
        ConfigRules.CONTAINER_PORT_CONFLICT.broken(
            one.socket(), other.socket(), one.protocol, one.port()));
  }

  /** X15: ports that another published service, or the SSH daemon, has. */
  private static void checkReservedPorts(
      Members document, List<Listener> udp, List<Listener> tcp, DecodeContext context) {
    Map<Integer, String> reserved = reservedTcp(document);
    Optional<Integer> ssh = sshPort(document);
    for (Listener listener : tcp) {
      String holder =
          ssh.filter(port -> port == listener.port())
              .map(port -> "the SSH daemon")
              .orElse(reserved.get(listener.port()));
      if (listener.isPublished && holder != null) {
        reportReserved(listener.location(), listener.socket(), listener.port(), holder, context);
      }
    }
    boolean hasProxy = hasProxy(document);
    for (Listener listener : udp) {
      if (hasProxy && listener.isPublished && listener.port() == HTTPS) {
        reportReserved(
            listener.location(), listener.socket(), HTTPS, "the proxy (HTTP/3)", context);
      }
    }
    ssh.filter(reserved::containsKey)
        .ifPresent(
            port ->
                reportReserved(
                    sshLocation(document), "the SSH daemon", port, reserved.get(port), context));
  }

  private static Map<Integer, String> reservedTcp(Members document) {
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

  private static boolean hasProxy(Members document) {
    return document.isGiven(DocumentSection.HTTPS)
        && TlsService.of(document).stream().anyMatch(TlsService::hasTls);
  }

  private static Optional<Integer> sshPort(Members document) {
    return document.within(DocumentSection.SSH_CREDENTIALS).stream()
        .map(ssh -> ssh.find(SshSection.PORT))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Location sshLocation(Members document) {
    return document.within(DocumentSection.SSH_CREDENTIALS).get(0).at(SshSection.PORT);
  }

  private static void reportReserved(
      Location location, String who, int port, String holder, DecodeContext context) {
    context.report(location, ConfigRules.MACHINE_PORT_CONFLICT.broken(who, port, holder));
  }
}
