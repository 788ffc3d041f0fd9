package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Exposure;
import com.torrust.deployer.domain.config.Exposure.Internal;
import com.torrust.deployer.domain.config.Exposure.Loopback;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import com.torrust.deployer.domain.service.StackService.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What runs and who may reach it: every service of a configuration with its exposure. Compose file,
 * firewalls, probes, endpoints and DNS records are read from here. Immutable.
 */
public final class StackServices {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final List<StackService> services;
  private final Set<IpFamily> families;
  private final boolean announcesOverUdp;

  private StackServices(
      List<StackService> services, Set<IpFamily> families, boolean announcesOverUdp) {
    this.services = List.copyOf(services);
    this.families = Set.copyOf(families);
    this.announcesOverUdp = announcesOverUdp;
  }

  /** The services of a configuration. */
  public static StackServices of(EnvironmentConfig config) {
    List<StackService> services = new ArrayList<>();
    addListeners(services, config.tracker());
    Set<IpFamily> families = families(config);
    config
        .grafana()
        .map(grafana -> grafana(grafana, families))
        .ifPresent(grafana -> services.add(grafana));
    services.add(healthCheckApi(config.tracker().healthCheckApi()));
    if (config.hasProxy()) {
      services.add(proxy(1, Protocol.TCP, HTTP, families));
      services.add(proxy(2, Protocol.TCP, HTTPS, families));
      services.add(proxy(3, Protocol.UDP, HTTPS, families));
    }
    config
        .prometheus()
        .ifPresent(
            prometheus ->
                services.add(
                    service(
                        Kind.PROMETHEUS,
                        PrometheusConfig.PORT,
                        new Loopback(Loopback.Scope.MACHINE))));
    if (config.hasBundledMysql() && config.tracker().database() instanceof MysqlConfig mysql) {
      services.add(service(Kind.DATABASE, mysql.port(), new Internal()));
    }
    return new StackServices(services, families, !config.tracker().isPrivate());
  }

  private static void addListeners(List<StackService> services, TrackerConfig tracker) {
    List<UdpTracker> udpTrackers = tracker.udpTrackers();
    for (int i = 0; i < udpTrackers.size(); i++) {
      UdpTracker udp = udpTrackers.get(i);
      services.add(
          new StackService(
              Kind.UDP_TRACKER,
              i + 1,
              Protocol.UDP,
              udp.bindAddress().port(),
              Exposure.of(udp.bindAddress()),
              udp.domain()));
    }
    List<HttpTracker> httpTrackers = tracker.httpTrackers();
    for (int i = 0; i < httpTrackers.size(); i++) {
      HttpTracker http = httpTrackers.get(i);
      services.add(web(Kind.HTTP_TRACKER, i + 1, http.bindAddress(), http.site()));
    }
    HttpApi api = tracker.httpApi();
    services.add(web(Kind.HTTP_API, 1, api.bindAddress(), api.site()));
  }

  private static StackService web(
      Kind kind, int number, BindAddress address, Optional<DomainName> site) {
    return new StackService(
        kind, number, Protocol.TCP, address.port(), Exposure.of(address, site), site);
  }

  /** Without TLS its port is published nowhere: it is for the tracker's own container. */
  private static StackService healthCheckApi(HealthCheckApi health) {
    Optional<DomainName> site = health.site();
    Exposure exposure =
        Exposure.of(health.bindAddress(), site) instanceof Published
            ? new Internal()
            : Exposure.of(health.bindAddress(), site);
    return new StackService(
        Kind.HEALTH_CHECK_API, 1, Protocol.TCP, health.bindAddress().port(), exposure, site);
  }

  private static StackService grafana(GrafanaConfig grafana, Set<IpFamily> families) {
    return web(Kind.GRAFANA, 1, BindAddress.anywhere(families, GrafanaConfig.PORT), grafana.site());
  }

  private static StackService proxy(
      int number, Protocol protocol, int port, Set<IpFamily> families) {
    return new StackService(
        Kind.PROXY,
        number,
        protocol,
        port,
        new Published(BindAddress.anywhere(families, port)),
        Optional.empty());
  }

  private static StackService service(Kind kind, int port, Exposure exposure) {
    return new StackService(kind, 1, Protocol.TCP, port, exposure, Optional.empty());
  }

  /**
   * What Grafana and the proxy serve, which have no address of their own: IPv4, and IPv6 as soon as
   * one listener of the tracker does.
   */
  private static Set<IpFamily> families(EnvironmentConfig config) {
    TrackerConfig tracker = config.tracker();
    Stream<BindAddress> listeners =
        Stream.of(
                tracker.udpTrackers().stream().map(UdpTracker::bindAddress),
                tracker.httpTrackers().stream().map(HttpTracker::bindAddress),
                Stream.of(tracker.httpApi().bindAddress()),
                Stream.of(tracker.healthCheckApi())
                    .filter(HealthCheckApi::useTlsProxy)
                    .map(HealthCheckApi::bindAddress))
            .flatMap(addresses -> addresses);
    Set<IpFamily> families = EnumSet.of(IpFamily.IPV4);
    listeners
        .filter(address -> !address.isLoopback() && !address.hasZone())
        .map(BindAddress::families)
        .forEach(families::addAll);
    return families;
  }

  /** All of them: trackers first, in the configuration's order. */
  public List<StackService> all() {
    return services;
  }

  /** Those of one kind. */
  public Stream<StackService> of(Kind kind) {
    return services.stream().filter(service -> service.kind() == kind);
  }

  /**
   * The UDP listeners that answer: none in private mode, in which the tracker does not start them,
   * because a client has no way to show its key over UDP.
   */
  public List<StackService> udpTrackers() {
    return announcesOverUdp ? of(Kind.UDP_TRACKER).toList() : List.of();
  }

  /** The one service of a kind that every configuration has once. */
  public StackService only(Kind kind) {
    return of(kind)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + kind.text()));
  }

  /** Those of one container. */
  public Stream<StackService> of(Component component) {
    return services.stream().filter(service -> service.component() == component);
  }

  /** Those that the proxy serves, in the order HTTP trackers, API, Grafana, health check API. */
  public List<StackService> sites() {
    return services.stream().filter(service -> service.site().isPresent()).toList();
  }

  /** Those with a host name that has to lead to the machine: the proxy's sites, UDP trackers. */
  public List<StackService> named() {
    return Stream.concat(
            sites().stream(), udpTrackers().stream().filter(udp -> udp.published().isPresent()))
        .filter(service -> service.domain().isPresent())
        .toList();
  }

  /** Their host names, each once. */
  public List<DomainName> names() {
    return named().stream().flatMap(service -> service.domain().stream()).distinct().toList();
  }

  /** The families over which everybody reaches the service; none when it is not for everybody. */
  public Set<IpFamily> families(StackService service) {
    return service
        .published()
        .map(Published::families)
        .orElseGet(() -> service.site().isPresent() ? families : Set.of());
  }

  /**
   * The addresses of a machine at which everybody reaches the service, IPv4 first: one of each
   * family that it serves, as far as they are known.
   */
  public List<HostAddress> addresses(StackService service, Machine machine) {
    return service
        .published()
        .flatMap(Published::literal)
        .flatMap(HostAddress::parse)
        .map(List::of)
        .orElseGet(
            () ->
                Arrays.stream(IpFamily.values())
                    .filter(families(service)::contains)
                    .flatMap(family -> machine.address(family).stream())
                    .toList());
  }

  /** Whether anything is reached over that family from outside. */
  public boolean serves(IpFamily family) {
    return services.stream().anyMatch(service -> families(service).contains(family));
  }

  /** Whether a container publishes a port for that family. */
  public boolean publishes(Component component, IpFamily family) {
    return of(component)
        .flatMap(service -> service.published().stream())
        .anyMatch(published -> published.families().contains(family));
  }
}
