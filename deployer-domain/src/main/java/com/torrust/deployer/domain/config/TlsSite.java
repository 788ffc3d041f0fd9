package com.torrust.deployer.domain.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One host name served by the proxy.
 *
 * @param kind which service stands behind it
 * @param domain the host name
 * @param internalPort port of the service in the container network
 */
public record TlsSite(Kind kind, DomainName domain, int internalPort) {

  /** The services that can have TLS. */
  public enum Kind {
    HTTP_TRACKER,
    HTTP_API,
    GRAFANA,
    HEALTH_CHECK_API
  }

  static List<TlsSite> of(EnvironmentConfig config) {
    List<TlsSite> sites = new ArrayList<>();
    TrackerConfig tracker = config.tracker();
    tracker.httpTrackers().stream()
        .filter(HttpTracker::useTlsProxy)
        .forEach(http -> add(sites, Kind.HTTP_TRACKER, http.domain(), http.bindAddress().port()));
    if (tracker.httpApi().useTlsProxy()) {
      add(sites, Kind.HTTP_API, tracker.httpApi().domain(), tracker.httpApi().bindAddress().port());
    }
    config
        .grafana()
        .filter(GrafanaConfig::useTlsProxy)
        .ifPresent(grafana -> add(sites, Kind.GRAFANA, grafana.domain(), GrafanaConfig.PORT));
    HealthCheckApi health = tracker.healthCheckApi();
    if (health.useTlsProxy()) {
      add(sites, Kind.HEALTH_CHECK_API, health.domain(), health.bindAddress().port());
    }
    return List.copyOf(sites);
  }

  private static void add(List<TlsSite> sites, Kind kind, Optional<DomainName> domain, int port) {
    domain.ifPresent(name -> sites.add(new TlsSite(kind, name, port)));
  }
}
