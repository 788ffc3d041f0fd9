package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.TlsSite;
import com.torrust.deployer.domain.machine.HostAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where the services of an environment are found, made from configuration and address on demand and
 * never stored (cli.md 2.0.5, W-54). Immutable.
 */
@Value.Immutable
public interface ServiceEndpoints {

  /** {@code udp://HOST:PORT/announce}, with the tracker's domain if it has one. */
  List<String> udpTrackers();

  /** {@code https://DOMAIN/announce} of the HTTP trackers behind the proxy. */
  List<String> httpsHttpTrackers();

  /** {@code http://ADDRESS:PORT/announce} of the HTTP trackers without TLS. */
  List<String> directHttpTrackers();

  /** HTTP trackers that only their own container can reach. */
  List<LocalTracker> localhostHttpTrackers();

  /** The REST API. */
  Access api();

  /** The health check API. */
  Access healthCheck();

  /** Grafana, if it is part of the stack. */
  Optional<Access> grafana();

  /** The host names that the proxy serves. */
  List<TlsSite> tlsSites();

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

  /** The endpoints of a configuration on a machine. */
  static ServiceEndpoints of(EnvironmentConfig config, HostAddress address) {
    String host = address.inUrl();
    ImmutableServiceEndpoints.Builder endpoints = ImmutableServiceEndpoints.builder();
    config
        .tracker()
        .udpTrackers()
        .forEach(
            udp ->
                endpoints.addUdpTrackers(
                    "udp://"
                        + udp.domain().map(DomainName::value).orElse(host)
                        + ":"
                        + udp.bindAddress().port()
                        + "/announce"));
    List<HttpTracker> httpTrackers = config.tracker().httpTrackers();
    for (int i = 0; i < httpTrackers.size(); i++) {
      HttpTracker http = httpTrackers.get(i);
      Optional<DomainName> site = http.domain().filter(domain -> http.useTlsProxy());
      int port = http.bindAddress().port();
      if (site.isPresent()) {
        endpoints.addHttpsHttpTrackers("https://" + site.get() + "/announce");
      } else if (http.bindAddress().isLoopback()) {
        endpoints.addLocalhostHttpTrackers(new LocalTracker("http_tracker_" + (i + 1), port));
      } else {
        endpoints.addDirectHttpTrackers("http://" + host + ":" + port + "/announce");
      }
    }
    HttpApi api = config.tracker().httpApi();
    HealthCheckApi health = config.tracker().healthCheckApi();
    return endpoints
        .api(access(api.useTlsProxy(), api.domain(), api.bindAddress(), host, "/api"))
        .healthCheck(healthCheck(health, host))
        .grafana(config.grafana().map(grafana -> grafana(grafana, host)))
        .tlsSites(config.tlsSites())
        .build();
  }

  private static Access access(
      boolean tls, Optional<DomainName> domain, BindAddress bind, String host, String path) {
    return domain
        .filter(name -> tls)
        .map(name -> new Access("https://" + name + path, true, false))
        .orElseGet(
            () ->
                new Access("http://" + host + ":" + bind.port() + path, false, bind.isLoopback()));
  }

  /** Without TLS the port of the health check API is published nowhere. */
  private static Access healthCheck(HealthCheckApi health, String host) {
    Access access =
        access(health.useTlsProxy(), health.domain(), health.bindAddress(), host, "/health_check");
    return new Access(access.url(), access.usesHttps(), !access.usesHttps());
  }

  private static Access grafana(GrafanaConfig grafana, String host) {
    return grafana
        .domain()
        .filter(name -> grafana.useTlsProxy())
        .map(name -> new Access("https://" + name + "/", true, false))
        .orElseGet(
            () -> new Access("http://" + host + ":" + GrafanaConfig.PORT + "/", false, false));
  }
}
