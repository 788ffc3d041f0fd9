package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.service.ClientNetwork;
import com.torrust.deployer.domain.service.StackServices;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The networks of the stack, and who joins them. Docker before version 28 leads everything that is
 * published through the network whose name comes first: those for clients have to.
 */
enum Network {
  /** Clients reach Grafana in both address families. */
  CLIENTS_GRAFANA("cgraf"),
  /** Clients reach the proxy in both address families. */
  CLIENTS_PROXY("cproxy"),
  /** Clients reach the tracker in both address families. */
  CLIENTS_TRACKER("ctrack"),
  DATABASE("data"),
  METRICS("metric"),
  PROXY("proxy"),
  VISUALIZATION("visual");

  /**
   * The network that Compose makes for those that join none, and the end of its interface's name.
   */
  static final String DEFAULT = "default";

  static final String DEFAULT_BRIDGE = "front";

  private final String bridge;

  Network(String bridge) {
    this.bridge = bridge;
  }

  /** The end of its interface's name, at most 6 characters. */
  String bridge() {
    return bridge;
  }

  /** The name in the compose file. */
  String text() {
    return name().toLowerCase(Locale.ROOT) + "_network";
  }

  /**
   * The networks that a service joins, in the order of their names; none means Compose's default
   * network.
   */
  static Set<Network> of(Component component, EnvironmentConfig config, StackServices services) {
    Set<Network> networks = EnumSet.noneOf(Network.class);
    addIf(
        ClientNetwork.of(config.name(), services, component).isPresent(),
        networks,
        forClients(component));
    switch (component) {
      case TRACKER -> {
        addIf(config.hasBundledMysql(), networks, DATABASE);
        addIf(config.prometheus().isPresent(), networks, METRICS);
        addIf(isProxied(config, services, component), networks, PROXY);
      }
      case MYSQL -> networks.add(DATABASE);
      case PROMETHEUS -> {
        networks.add(METRICS);
        addIf(config.grafana().isPresent(), networks, VISUALIZATION);
      }
      case JSON_EXPORTER, STATISTICS_PROXY -> networks.add(METRICS);
      case GRAFANA -> {
        networks.add(VISUALIZATION);
        addIf(isProxied(config, services, component), networks, PROXY);
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

  private static Network forClients(Component component) {
    return switch (component) {
      case GRAFANA -> CLIENTS_GRAFANA;
      case CADDY -> CLIENTS_PROXY;
      default -> CLIENTS_TRACKER;
    };
  }

  /** What is special about the network when it is one for clients. */
  Optional<ClientNetwork> clients(EnvironmentName environment, StackServices services) {
    return switch (this) {
      case CLIENTS_GRAFANA -> ClientNetwork.of(environment, services, Component.GRAFANA);
      case CLIENTS_PROXY -> ClientNetwork.of(environment, services, Component.CADDY);
      case CLIENTS_TRACKER -> ClientNetwork.of(environment, services, Component.TRACKER);
      default -> Optional.empty();
    };
  }

  private static boolean isProxied(
      EnvironmentConfig config, StackServices services, Component component) {
    return config.hasProxy()
        && services.sites().stream().anyMatch(site -> site.component() == component);
  }
}
