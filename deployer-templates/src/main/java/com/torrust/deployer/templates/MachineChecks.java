package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.service.StackService.Kind;
import com.torrust.deployer.domain.service.StackServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What can only be asked on the machine, because nobody outside may reach it. {@code @token@}
 * stands for the tracker's admin token as a part of a query; the script puts it in from {@code
 * .env}.
 */
final class MachineChecks {

  private MachineChecks() {}

  /** The lines of the list. */
  static String lines(EnvironmentConfig config) {
    return lines(config, StackServices.of(config));
  }

  /** The same, with the services of the configuration. */
  static String lines(EnvironmentConfig config, StackServices services) {
    Set<Component> components = config.components();
    HttpApi api = config.tracker().httpApi();
    List<String> lines = new ArrayList<>();
    if (components.contains(Component.MYSQL)) {
      lines.add(
          line(
              "database.login",
              "start",
              "the tracker's login to its database",
              Component.MYSQL,
              "mysql-login"));
    }
    // On its own loopback the API answers no other container: neither a check nor Prometheus.
    boolean isReachable = services.only(Kind.HTTP_API).exposure().isReachableByContainers();
    if (isReachable) {
      lines.add(
          http(
              "http_api.token",
              "start",
              "tracker API with its token",
              Component.TRACKER,
              api.bindAddress().port(),
              "/api/v1/stats?token=@token@",
              "torrents"));
    }
    if (isReachable && components.contains(Component.JSON_EXPORTER)) {
      lines.add(
          http(
              "statistics.fetched",
              "start",
              "the tracker's statistics through the exporter",
              Component.JSON_EXPORTER,
              StatisticsBridge.PORT,
              "/probe?module="
                  + StatisticsBridge.MODULE
                  + "&target="
                  + EnvironmentFile.percentEncoded(StatisticsBridge.TARGET),
              "torrents"));
    } else if (isReachable && components.contains(Component.PROMETHEUS)) {
      lines.add(
          http(
              "statistics.fetched",
              "start",
              "the tracker's metrics",
              Component.TRACKER,
              api.bindAddress().port(),
              "/api/v1/metrics?token=@token@&format=prometheus",
              "torrents"));
    }
    if (components.contains(Component.PROMETHEUS)) {
      lines.add(
          http(
              "prometheus.ready",
              "start",
              "Prometheus",
              Component.PROMETHEUS,
              PrometheusConfig.PORT,
              "/-/ready",
              ""));
    }
    if (isReachable && components.contains(Component.PROMETHEUS)) {
      lines.add(
          http(
              "prometheus.up",
              "later",
              "every target of Prometheus",
              Component.PROMETHEUS,
              PrometheusConfig.PORT,
              "/api/v1/query?query=min%28up%29",
              ",\"1\"]"));
    }
    if (components.contains(Component.GRAFANA)) {
      lines.add(
          http(
              "grafana.health",
              "start",
              "Grafana and its database",
              Component.GRAFANA,
              GrafanaConfig.PORT,
              "/api/health",
              "\"ok\""));
    }
    return String.join("", lines);
  }

  private static String http(
      String id,
      String when,
      String subject,
      Component component,
      int port,
      String path,
      String expected) {
    return line(id, when, subject, component, "http", String.valueOf(port), path, expected);
  }

  private static String line(
      String id, String when, String subject, Component component, String... rest) {
    return String.join("\t", id, when, subject, component.service(), String.join("\t", rest))
        + "\n";
  }
}
