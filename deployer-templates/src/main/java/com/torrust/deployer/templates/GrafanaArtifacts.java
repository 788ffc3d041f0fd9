package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Data source and dashboards that Grafana finds at its first start. */
final class GrafanaArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("grafana");
  private static final String REFERENCE =
      "https://grafana.com/docs/grafana/latest/administration/provisioning/";
  private static final String FOLDER = "grafana/provisioning/";
  private static final Header DATA_SOURCE =
      Header.ofModel(GrafanaArtifacts.class, "Prometheus as Grafana's data source.", REFERENCE);
  private static final Template PROVIDER =
      Template.rendered(
          FOLDER + "dashboards/torrust.yml",
          "Where Grafana finds the tracker's dashboards.",
          REFERENCE);
  private static final Template STATISTICS = dashboard("stats");
  private static final Template METRICS = dashboard("metrics");

  private static Template dashboard(String name) {
    return Template.verbatim(
        FOLDER + "dashboards/torrust/" + name + ".json",
        "A dashboard.",
        "https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/");
  }

  @Override
  public List<Template> templates() {
    return List.of(PROVIDER, STATISTICS, METRICS);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    if (request.config().grafana().isEmpty()) {
      return List.of();
    }
    List<Artifact> files = new ArrayList<>();
    request.config().prometheus().ifPresent(prometheus -> files.add(dataSource(prometheus)));
    files.add(file(PROVIDER, renderer));
    files.add(file(STATISTICS, renderer));
    if (!request.config().tracker().release().needsStatisticsBridge()) {
      // The bridge has the statistics only; a dashboard of metrics that nobody publishes would stay
      // empty.
      files.add(file(METRICS, renderer));
    }
    return files;
  }

  private Artifact file(Template template, TemplateRenderer renderer) {
    return Artifact.plain(GROUP, template.path(), renderer.render(template, Map.of()));
  }

  private Artifact dataSource(PrometheusConfig prometheus) {
    ObjectNode file = StructuredText.tree();
    file.put("apiVersion", 1);
    ObjectNode source = file.putArray("datasources").addObject();
    source
        .put("name", "Prometheus")
        .put("type", "prometheus")
        .put("uid", "prometheus")
        .put("access", "proxy")
        .put("url", "http://prometheus:" + PrometheusConfig.PORT)
        .put("isDefault", true)
        .put("editable", false);
    source
        .putObject("jsonData")
        .put("timeInterval", prometheus.scrapeIntervalInSecs() + "s")
        .put("httpMethod", "POST");
    return Artifact.plain(
        GROUP, FOLDER + "datasources/prometheus.yml", DATA_SOURCE.on(StructuredText.yaml(file)));
  }
}
