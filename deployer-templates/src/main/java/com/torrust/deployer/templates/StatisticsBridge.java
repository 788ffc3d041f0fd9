package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The standard JSON exporter between Prometheus and a tracker that has statistics but no Prometheus
 * endpoint. It publishes each member of {@code /api/v1/stats} under the name that trackers with an
 * endpoint use.
 */
final class StatisticsBridge {

  /** Where the exporter finds its configuration in the container. */
  static final String CONFIG_FILE = "/etc/json-exporter/json-exporter.yml";

  /** The exporter's port in the container network. */
  static final int PORT = 7979;

  /** The port of the proxy that adds the token. */
  static final int PROXY_PORT = 7980;

  /** The variable by which the proxy gets the token. */
  static final String TOKEN = "STATISTICS_TOKEN";

  /** What the exporter asks: the tracker's statistics, without a secret. */
  static final String TARGET =
      "http://"
          + Component.STATISTICS_PROXY.service()
          + ":"
          + PROXY_PORT
          + PrometheusArtifacts.STATISTICS;

  /** The module's name in the exporter's configuration and in Prometheus' request. */
  static final String MODULE = "tracker";

  private static final List<String> SWARM = List.of("torrents", "seeders", "completed", "leechers");
  private static final Set<String> GAUGES = Set.of("torrents", "seeders", "leechers");
  private static final List<String> LISTENERS = List.of("tcp4", "tcp6", "udp4", "udp6");
  private static final List<String> REQUESTS = List.of("connections", "announces", "scrapes");

  private static final String CONFIGURATION = StructuredText.yaml(configuration());

  private StatisticsBridge() {}

  /** The exporter's configuration, the same for every tracker. */
  static String text() {
    return CONFIGURATION;
  }

  private static ObjectNode configuration() {
    ObjectNode file = StructuredText.tree();
    ArrayNode metrics = file.putObject("modules").putObject(MODULE).putArray("metrics");
    for (String name : names()) {
      metrics
          .addObject()
          .put("name", name)
          .put("path", "{ ." + name + " }")
          .put("help", "The tracker's statistic '" + name + "'.")
          .put("valuetype", GAUGES.contains(name) ? "gauge" : "counter");
    }
    return file;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(SWARM);
    for (String listener : LISTENERS) {
      for (String request : REQUESTS) {
        names.add(listener + "_" + request + "_handled");
      }
    }
    return names;
  }
}
