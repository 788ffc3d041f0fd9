package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.StackService.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where the services of an environment are found, made from configuration and machine on demand and
 * never stored. Immutable.
 */
@Value.Immutable
public interface ServiceEndpoints {

  /**
   * {@code udp://HOST:PORT/announce}: with the tracker's domain if it has one, otherwise with each
   * address of the machine that it serves, IPv6 in brackets.
   */
  List<String> udpTrackers();

  /** {@code https://DOMAIN/announce} of the HTTP trackers behind the proxy. */
  List<String> httpsHttpTrackers();

  /**
   * {@code http://ADDRESS:PORT/announce} of the HTTP trackers without TLS, for each address of the
   * machine that they serve.
   */
  List<String> directHttpTrackers();

  /** HTTP trackers that only their own container can reach. */
  List<LocalTracker> localhostHttpTrackers();

  /** The REST API. */
  Access api();

  /** The health check API. */
  Access healthCheck();

  /** Grafana, if it is part of the stack. */
  Optional<Access> grafana();

  /** The services that the proxy serves under a host name. */
  List<StackService> sites();

  /** The DNS records that clients need. */
  List<DnsRecord> dnsRecords();

  /** Every URL that a BitTorrent client can announce to. */
  default List<String> announceUrls() {
    List<String> urls = new ArrayList<>(udpTrackers());
    urls.addAll(httpsHttpTrackers());
    urls.addAll(directHttpTrackers());
    return List.copyOf(urls);
  }

  /**
   * An HTTP tracker on the container's loopback.
   *
   * @param serviceName {@code http_tracker_} with its position from 1
   * @param port its port in the container
   */
  record LocalTracker(String serviceName, int port) {}

  /**
   * A web address.
   *
   * @param url the address
   * @param usesHttps whether it is behind the TLS proxy
   * @param localhostOnly whether it is not reachable from outside
   */
  record Access(String url, boolean usesHttps, boolean localhostOnly) {}

  /**
   * A DNS record that leads clients to the machine.
   *
   * @param name the host name
   * @param address where it has to lead; its family says whether it is an A or an AAAA record
   */
  record DnsRecord(DomainName name, HostAddress address) {

    /** {@code A} or {@code AAAA}. */
    public String type() {
      return address.family().recordType();
    }
  }

  /** The endpoints of a configuration on a machine. */
  static ServiceEndpoints of(EnvironmentConfig config, Machine machine) {
    StackServices services = StackServices.of(config);
    ImmutableServiceEndpoints.Builder endpoints = ImmutableServiceEndpoints.builder();
    services
        .udpTrackers()
        .forEach(
            udp ->
                endpoints.addAllUdpTrackers(
                    announceUrls("udp", udp, services.addresses(udp, machine))));
    services
        .of(Kind.HTTP_TRACKER)
        .forEach(
            http -> {
              if (http.site().isPresent()) {
                endpoints.addHttpsHttpTrackers("https://" + http.site().get() + "/announce");
              } else if (http.exposure().isReachableByContainers()) {
                endpoints.addAllDirectHttpTrackers(
                    announceUrls("http", http, services.addresses(http, machine)));
              } else {
                endpoints.addLocalhostHttpTrackers(
                    new LocalTracker("http_tracker_" + http.number(), http.port()));
              }
            });
    return endpoints
        .api(access(services.only(Kind.HTTP_API), "/api", services, machine))
        .healthCheck(
            access(services.only(Kind.HEALTH_CHECK_API), "/health_check", services, machine))
        .grafana(
            services
                .of(Kind.GRAFANA)
                .findFirst()
                .map(grafana -> access(grafana, "/", services, machine)))
        .sites(services.sites())
        .dnsRecords(dnsRecords(services, machine))
        .build();
  }

  private static List<String> announceUrls(
      String scheme, StackService tracker, List<HostAddress> addresses) {
    List<String> hosts =
        tracker
            .domain()
            .filter(domain -> tracker.published().isPresent())
            .map(domain -> List.of(domain.value()))
            .orElseGet(() -> addresses.stream().map(HostAddress::inUrl).toList());
    return hosts.stream()
        .map(host -> scheme + "://" + host + ":" + tracker.port() + "/announce")
        .toList();
  }

  /** At the address that everything connects to, where the service answers there. */
  private static Access access(
      StackService service, String path, StackServices services, Machine machine) {
    List<HostAddress> served = services.addresses(service, machine);
    HostAddress host =
        served.isEmpty() || served.contains(machine.address()) ? machine.address() : served.get(0);
    return service
        .site()
        .map(name -> new Access("https://" + name + path, true, false))
        .orElseGet(
            () ->
                new Access(
                    "http://" + host.inUrl() + ":" + service.port() + path,
                    false,
                    service.published().isEmpty()));
  }

  /** In the order TLS sites, UDP trackers; a name of two services once for each family. */
  private static List<DnsRecord> dnsRecords(StackServices services, Machine machine) {
    List<DnsRecord> records = new ArrayList<>();
    for (StackService service : services.named()) {
      for (HostAddress address : services.addresses(service, machine)) {
        service.domain().map(name -> new DnsRecord(name, address)).ifPresent(records::add);
      }
    }
    return records.stream().distinct().toList();
  }
}
