package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Prometheus asks, and the exporter's configuration where it has to ask through one. */
final class PrometheusArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("prometheus");
  static final String STATISTICS = "/api/v1/stats";
  private static final Header SETTINGS =
      Header.ofModel(
          PrometheusArtifacts.class,
          "What Prometheus collects. Prometheus shows it to everybody who can reach its port,"
              + " therefore it names no secret.",
          "https://prometheus.io/docs/prometheus/latest/configuration/configuration/");
  private static final String TOKEN_FILE = "/etc/prometheus/token";
  private static final Template PROXY =
      Template.rendered(
          "prometheus/statistics.Caddyfile",
          "Lets the exporter ask the tracker for its statistics and nothing else. It adds the admin"
              + " token, which this tracker takes in the address only. Where backups have a"
              + " repository, it serves what the machine says of their age.",
          "https://caddyserver.com/docs/caddyfile");
  private static final Header EXPORTER =
      Header.ofModel(
          StatisticsBridge.class,
          "How the JSON exporter turns the tracker's statistics into metrics, for a tracker release"
              + " without a Prometheus endpoint of its own.",
          "https://github.com/prometheus-community/json_exporter");

  @Override
  public List<Template> templates() {
    return List.of(PROXY);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    EnvironmentConfig config = request.config();
    List<Artifact> files = new ArrayList<>();
    config.prometheus().ifPresent(prometheus -> files.add(prometheus(prometheus, config)));
    if (config.components().contains(Component.JSON_EXPORTER)) {
      files.add(exporter());
    } else if (config.prometheus().isPresent() && fitsHeader(config.tracker().httpApi())) {
      files.add(
          Artifact.secret(
              GROUP, "prometheus/token", config.tracker().httpApi().adminToken().expose()));
    }
    if (config.components().contains(Component.STATISTICS_PROXY)) {
      files.add(proxy(config, renderer));
    }
    if (config.watchesBackups()) {
      files.add(
          Artifact.plain(GROUP, BackupAlerts.PATH, BackupAlerts.HEADER.on(BackupAlerts.text())));
    }
    return files;
  }

  private Artifact prometheus(PrometheusConfig prometheus, EnvironmentConfig config) {
    HttpApi api = config.tracker().httpApi();
    ObjectNode file = StructuredText.tree();
    file.putObject("global").put("scrape_interval", prometheus.scrapeIntervalInSecs() + "s");
    if (config.watchesBackups()) {
      file.putArray("rule_files").add("/etc/prometheus/backups.yml");
    }
    ArrayNode jobs = file.putArray("scrape_configs");
    if (config.tracker().release().needsStatisticsBridge()) {
      bridged(jobs.addObject(), api);
    } else {
      direct(jobs.addObject(), "tracker_stats", STATISTICS, api);
      direct(jobs.addObject(), "tracker_metrics", "/api/v1/metrics", api);
    }
    if (config.watchesBackups()) {
      ObjectNode job = jobs.addObject();
      job.put("job_name", "backups").put("metrics_path", BackupAlerts.PAGE);
      job.putArray("static_configs")
          .addObject()
          .putArray("targets")
          .add(Component.STATISTICS_PROXY.service() + ":" + StatisticsBridge.PROXY_PORT);
    }
    return Artifact.secret(
        GROUP, "prometheus/prometheus.yml", SETTINGS.on(StructuredText.yaml(file)));
  }

  private static void direct(ObjectNode job, String name, String path, HttpApi api) {
    job.put("job_name", name).put("metrics_path", path);
    ObjectNode parameters = job.putObject("params");
    if (fitsHeader(api)) {
      job.putObject("authorization").put("credentials_file", TOKEN_FILE);
    } else {
      parameters.putArray("token").add(api.adminToken().expose());
    }
    parameters.putArray("format").add("prometheus");
    job.putArray("static_configs").addObject().putArray("targets").add(target(api));
  }

  /** Trackers read headers of ASCII only, and Prometheus strips the token that a file holds. */
  private static boolean fitsHeader(HttpApi api) {
    String token = api.adminToken().expose();
    return CharMatcher.inRange(' ', '~').matchesAllOf(token) && token.strip().equals(token);
  }

  /**
   * The target stays the tracker, so that {@code instance} and {@code up} are about it; only the
   * request goes to the exporter, which asks through the proxy that knows the token.
   */
  private static void bridged(ObjectNode job, HttpApi api) {
    job.put("job_name", "tracker_stats").put("metrics_path", "/probe");
    ObjectNode parameters = job.putObject("params");
    parameters.putArray("module").add(StatisticsBridge.MODULE);
    parameters.putArray("target").add(StatisticsBridge.TARGET);
    job.putArray("static_configs").addObject().putArray("targets").add(target(api));
    ArrayNode relabelings = job.putArray("relabel_configs");
    ObjectNode instance = relabelings.addObject();
    instance.putArray("source_labels").add("__address__");
    instance.put("target_label", "instance");
    relabelings
        .addObject()
        .put("target_label", "__address__")
        .put("replacement", Component.JSON_EXPORTER.service() + ":" + StatisticsBridge.PORT);
  }

  private Artifact proxy(EnvironmentConfig config, TemplateRenderer renderer) {
    return Artifact.plain(
        GROUP,
        PROXY.path(),
        renderer.render(
            PROXY,
            Map.of(
                "port",
                StatisticsBridge.PROXY_PORT,
                "path",
                config.components().contains(Component.JSON_EXPORTER) ? STATISTICS : "",
                "backups",
                config.watchesBackups() ? BackupAlerts.PAGE : "",
                "folder",
                BackupAlerts.FOLDER,
                "token_variable",
                StatisticsBridge.TOKEN,
                "upstream",
                target(config.tracker().httpApi()))));
  }

  private static String target(HttpApi api) {
    return Component.TRACKER.service() + ":" + api.bindAddress().port();
  }

  private Artifact exporter() {
    return Artifact.plain(
        GROUP, "prometheus/json-exporter.yml", EXPORTER.on(StatisticsBridge.text()));
  }
}
