package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.ProbeTarget.Audience;
import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import com.torrust.deployer.domain.service.StackService.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What has to be asked from outside to know that an environment works: each service at each address
 * of the machine that it serves. Services that nobody outside can reach are left to the checks on
 * the machine. Immutable.
 */
public final class HealthPlan {

  private static final int HTTPS_PORT = 443;

  private final EnvironmentConfig config;
  private final StackServices services;
  private final Machine machine;

  private HealthPlan(EnvironmentConfig config, Machine machine) {
    this.config = config;
    this.services = StackServices.of(config);
    this.machine = machine;
  }

  /** The plan for a configuration on a machine. */
  public static HealthPlan of(EnvironmentConfig config, Machine machine) {
    return new HealthPlan(config, machine);
  }

  /** Proves every service without touching a swarm or a counter of announces. */
  public List<HealthCheck> services() {
    List<HealthCheck> checks = new ArrayList<>();
    Secret token = config.tracker().httpApi().adminToken();
    addUdp(checks, "udp_tracker.connect", ProbeTarget.UdpConnect::new);
    checks.addAll(web("http_tracker.health", Kind.HTTP_TRACKER, "/health_check"));
    checks.addAll(web("http_api.health", Kind.HTTP_API, "/api/health_check"));
    addWeb(
        checks,
        new WebQuestion(
            "http_api.token",
            " with its token",
            "/api/v1/stats",
            // Where the token could be read on its way, or nobody here knows it, the machine's own
            // check has to do.
            web -> web.keepsSecrets() && token.isResolved(),
            web -> new ProbeTarget.HttpGet(web, Optional.of(token))),
        Kind.HTTP_API);
    checks.addAll(web("health_check_api.health", Kind.HEALTH_CHECK_API, "/health_check"));
    checks.addAll(web("grafana.health", Kind.GRAFANA, "/api/health"));
    return List.copyOf(checks);
  }

  private List<HealthCheck> web(String id, Kind kind, String path) {
    List<HealthCheck> checks = new ArrayList<>();
    addWeb(
        checks,
        new WebQuestion(
            id, "", path, web -> true, web -> new ProbeTarget.HttpGet(web, Optional.empty())),
        kind);
    return checks;
  }

  /**
   * Announces once to every listener, with a reserved info-hash: changes counters, hence only on
   * request.
   */
  public List<HealthCheck> announces() {
    List<HealthCheck> checks = new ArrayList<>();
    Audience audience = config.tracker().isPrivate() ? Audience.KEY_HOLDERS : Audience.EVERYBODY;
    addUdp(checks, "udp_tracker.announce", ProbeTarget.UdpAnnounce::new);
    addWeb(
        checks,
        new WebQuestion(
            "http_tracker.announce",
            "",
            "/announce",
            web -> true,
            web -> new ProbeTarget.HttpAnnounce(web, audience)),
        Kind.HTTP_TRACKER);
    return List.copyOf(checks);
  }

  /** Whether the names that clients will use lead to the machine; only ever warnings. */
  public List<HealthCheck> names() {
    return ServiceEndpoints.of(config, machine).dnsRecords().stream()
        .map(
            dns ->
                new HealthCheck(
                    "dns.address",
                    dns.name().value(),
                    new ProbeTarget.Dns(dns.name(), dns.address())))
        .toList();
  }

  /**
   * A warning for what is configured but cannot be asked: each family that is served while no
   * address of the machine is known for it, and each UDP listener of a private tracker.
   */
  public List<CheckResult> unasked() {
    return Stream.concat(unknownFamilies(), listenersThatDoNotStart()).toList();
  }

  private Stream<CheckResult> listenersThatDoNotStart() {
    return services
        .of(Kind.UDP_TRACKER)
        .filter(udp -> !services.udpTrackers().contains(udp))
        .map(
            udp ->
                new CheckResult(
                    "udp_tracker.connect",
                    udp.subject(),
                    CheckResult.Status.WARN,
                    "not asked: a private tracker starts no UDP listener, because clients cannot"
                        + " show their keys over UDP; they announce over HTTP",
                    Duration.ZERO));
  }

  private Stream<CheckResult> unknownFamilies() {
    return Stream.of(IpFamily.values())
        .filter(services::serves)
        .filter(family -> machine.address(family).isEmpty())
        .map(
            family ->
                new CheckResult(
                    "network.address",
                    family.text() + " of the machine",
                    CheckResult.Status.WARN,
                    "nothing was asked over "
                        + family.text()
                        + ", over which services are to be reached: no such address of the machine"
                        + " is known; once it has one, 'configure' finds it",
                    Duration.ZERO));
  }

  /** What to ask a UDP tracker. */
  private interface UdpQuestion {

    ProbeTarget at(HostAddress address, int port);
  }

  private void addUdp(List<HealthCheck> checks, String id, UdpQuestion question) {
    for (StackService udp : services.udpTrackers()) {
      for (HostAddress address : services.addresses(udp, machine)) {
        checks.add(new HealthCheck(id, subject(udp, address), question.at(address, udp.port())));
      }
    }
  }

  /** What to ask a service that speaks HTTP. */
  private record WebQuestion(
      String id,
      String manner,
      String path,
      Predicate<Web> fits,
      Function<Web, ProbeTarget> target) {}

  private void addWeb(List<HealthCheck> checks, WebQuestion question, Kind kind) {
    for (StackService service : services.of(kind).toList()) {
      for (HostAddress address : services.addresses(service, machine)) {
        Web web = web(service, address, question.path());
        if (question.fits().test(web)) {
          checks.add(
              new HealthCheck(
                  question.id(),
                  subject(service, address) + question.manner(),
                  question.target().apply(web)));
        }
      }
    }
  }

  /** The family is only named where there are two. */
  private String subject(StackService service, HostAddress address) {
    return service.subject()
        + (services.families(service).size() > 1 ? " over " + address.family().text() : "");
  }

  private Web web(StackService service, HostAddress address, String path) {
    return service
        .site()
        .map(name -> new Web(Optional.of(name), address, HTTPS_PORT, path, trust(name)))
        .orElseGet(() -> new Web(Optional.empty(), address, service.port(), path, Trust.PUBLIC));
  }

  private Trust trust(DomainName name) {
    boolean staging = config.https().map(HttpsConfig::useStaging).orElse(false);
    return staging || name.value().endsWith(".local") ? Trust.ANY_CERTIFICATE : Trust.PUBLIC;
  }
}
