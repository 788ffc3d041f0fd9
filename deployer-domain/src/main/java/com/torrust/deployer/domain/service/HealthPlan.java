package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.TlsSite;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.ProbeTarget.Trust;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What has to be asked from outside to know that an environment works. Services that nobody outside
 * can reach are left to the checks on the machine (decisions 6). Immutable.
 */
public final class HealthPlan {

  private static final int HTTPS_PORT = 443;

  private final EnvironmentConfig config;
  private final HostAddress address;

  private HealthPlan(EnvironmentConfig config, HostAddress address) {
    this.config = config;
    this.address = address;
  }

  /** The plan for a configuration on a machine. */
  public static HealthPlan of(EnvironmentConfig config, HostAddress address) {
    return new HealthPlan(config, address);
  }

  /** Proves every service without touching a swarm or a counter of announces. */
  public List<HealthCheck> services() {
    List<HealthCheck> checks =
        listeners(
            new Question("udp_tracker.connect", port -> new ProbeTarget.UdpConnect(address, port)),
            new WebQuestion(
                "http_tracker.health",
                "/health_check",
                web -> new ProbeTarget.HttpGet(web, Optional.empty())));
    HttpApi api = config.tracker().httpApi();
    api("/api/health_check")
        .ifPresent(web -> checks.add(get("http_api.health", "tracker API", web, Optional.empty())));
    // Where the token could be read on its way, the machine's own check has to do.
    api("/api/v1/stats")
        .filter(Web::keepsSecrets)
        .ifPresent(
            web ->
                checks.add(
                    get(
                        "http_api.token",
                        "tracker API with its token",
                        web,
                        Optional.of(api.adminToken()))));
    HealthCheckApi health = config.tracker().healthCheckApi();
    if (health.useTlsProxy()) {
      web(true, health.domain(), health.bindAddress().port(), "/health_check", false)
          .ifPresent(
              web ->
                  checks.add(
                      get("health_check_api.health", "health check API", web, Optional.empty())));
    }
    config
        .grafana()
        .flatMap(
            grafana ->
                web(
                    grafana.useTlsProxy(),
                    grafana.domain(),
                    GrafanaConfig.PORT,
                    "/api/health",
                    false))
        .ifPresent(web -> checks.add(get("grafana.health", "Grafana", web, Optional.empty())));
    return List.copyOf(checks);
  }

  /**
   * Announces once to every listener, with a reserved info-hash: changes counters, hence only on
   * request.
   */
  public List<HealthCheck> announces() {
    return List.copyOf(
        listeners(
            new Question(
                "udp_tracker.announce", port -> new ProbeTarget.UdpAnnounce(address, port)),
            new WebQuestion("http_tracker.announce", "/announce", ProbeTarget.HttpAnnounce::new)));
  }

  /** What to ask a UDP tracker by its port. */
  private record Question(String id, IntFunction<ProbeTarget> target) {}

  /** What to ask an HTTP tracker. */
  private record WebQuestion(String id, String path, Function<Web, ProbeTarget> target) {}

  /** The questions to each listener for announces that can be reached from outside. */
  private List<HealthCheck> listeners(Question ofUdp, WebQuestion ofHttp) {
    List<HealthCheck> checks = new ArrayList<>();
    for (UdpTracker udp : config.tracker().udpTrackers()) {
      if (!udp.bindAddress().isLoopback()) {
        int port = udp.bindAddress().port();
        checks.add(new HealthCheck(ofUdp.id(), "UDP tracker " + port, ofUdp.target().apply(port)));
      }
    }
    for (HttpTracker http : config.tracker().httpTrackers()) {
      int port = http.bindAddress().port();
      web(http.useTlsProxy(), http.domain(), port, ofHttp.path(), http.bindAddress().isLoopback())
          .map(
              web ->
                  new HealthCheck(ofHttp.id(), "HTTP tracker " + port, ofHttp.target().apply(web)))
          .ifPresent(checks::add);
    }
    return checks;
  }

  /** Whether the names that clients will use lead to the machine; only ever warnings. */
  public List<HealthCheck> names() {
    List<DomainName> names =
        new ArrayList<>(config.tlsSites().stream().map(TlsSite::domain).toList());
    config.tracker().udpTrackers().forEach(udp -> udp.domain().ifPresent(names::add));
    return names.stream()
        .distinct()
        .map(
            name ->
                new HealthCheck("dns.address", name.value(), new ProbeTarget.Dns(name, address)))
        .toList();
  }

  private Optional<Web> api(String path) {
    HttpApi api = config.tracker().httpApi();
    return web(
        api.useTlsProxy(),
        api.domain(),
        api.bindAddress().port(),
        path,
        api.bindAddress().isLoopback());
  }

  private static HealthCheck get(String id, String subject, Web web, Optional<Secret> token) {
    return new HealthCheck(id, subject, new ProbeTarget.HttpGet(web, token));
  }

  private Optional<Web> web(
      boolean tls, Optional<DomainName> domain, int port, String path, boolean loopback) {
    if (tls) {
      return domain.map(name -> new Web(Optional.of(name), address, HTTPS_PORT, path, trust(name)));
    }
    return loopback
        ? Optional.empty()
        : Optional.of(new Web(Optional.empty(), address, port, path, Trust.PUBLIC));
  }

  private Trust trust(DomainName name) {
    boolean staging = config.https().map(HttpsConfig::useStaging).orElse(false);
    return staging || name.value().endsWith(".local") ? Trust.ANY_CERTIFICATE : Trust.PUBLIC;
  }
}
