package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.TlsSite;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The networks between containers, and who joins them (artifacts.md 4.4, narrowed by S-07). */
enum Network {
  DATABASE,
  METRICS,
  PROXY,
  VISUALIZATION;

  /** The name in the compose file. */
  String text() {
    return name().toLowerCase(Locale.ROOT) + "_network";
  }

  /**
   * The networks that a service joins, in the order of their names; none means Compose's default
   * network.
   */
  static Set<Network> of(Component component, EnvironmentConfig config) {
    Set<Network> networks = EnumSet.noneOf(Network.class);
    switch (component) {
      case TRACKER -> {
        addIf(config.hasBundledMysql(), networks, DATABASE);
        addIf(config.prometheus().isPresent(), networks, METRICS);
        addIf(config.hasProxy() && isTrackerProxied(config), networks, PROXY);
      }
      case MYSQL -> networks.add(DATABASE);
      case PROMETHEUS -> {
        networks.add(METRICS);
        addIf(config.grafana().isPresent(), networks, VISUALIZATION);
      }
      case JSON_EXPORTER -> networks.add(METRICS);
      case GRAFANA -> {
        networks.add(VISUALIZATION);
        addIf(config.hasProxy() && isGrafanaProxied(config), networks, PROXY);
      }
      case CADDY -> networks.add(PROXY);
      case BACKUP -> addIf(config.hasBundledMysql(), networks, DATABASE);
    }
    return networks;
  }

  private static void addIf(boolean condition, Set<Network> networks, Network network) {
    if (condition) {
      networks.add(network);
    }
  }

  private static boolean isTrackerProxied(EnvironmentConfig config) {
    return config.tlsSites().stream().anyMatch(site -> site.kind() != TlsSite.Kind.GRAFANA);
  }

  private static boolean isGrafanaProxied(EnvironmentConfig config) {
    return config.tlsSites().stream().anyMatch(site -> site.kind() == TlsSite.Kind.GRAFANA);
  }
}
