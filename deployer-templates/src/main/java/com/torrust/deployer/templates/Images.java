package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.TrackerRelease;
import java.util.EnumMap;
import java.util.Map;

/** The one place that names images, each with a fixed tag. */
final class Images {

  private static final String MYSQL = "mysql:8.4.6";

  /**
   * Copies SQLite databases by the engine's own backup. Not a component: it is pulled when it is
   * needed.
   */
  static final String SQLITE = "python:3.13.9-alpine3.22";

  private Images() {}

  /** The image whose programs fit the configured MySQL server, wherever that runs. */
  static ImageReference mysql(EnvironmentConfig config) {
    return config.images().getOrDefault(Component.MYSQL, reference(MYSQL));
  }

  /**
   * The image of each component that the configuration needs: its own choice, else the pinned one.
   */
  static Map<Component, ImageReference> of(EnvironmentConfig config) {
    Map<Component, ImageReference> images = new EnumMap<>(Component.class);
    for (Component component : config.components()) {
      images.put(
          component, config.images().getOrDefault(component, reference(pinned(component, config))));
    }
    return images;
  }

  private static String pinned(Component component, EnvironmentConfig config) {
    return switch (component) {
      case TRACKER -> tracker(config.tracker().release());
      case MYSQL -> MYSQL;
      case PROMETHEUS -> "prom/prometheus:v3.11.2";
      case JSON_EXPORTER -> "prometheuscommunity/json-exporter:v0.7.0";
      case GRAFANA -> "grafana/grafana:13.0.0";
      case CADDY, STATISTICS_PROXY -> "caddy:2.11.2";
      // The dump client has to be the server's own; a file copy needs no more than a shell and tar.
      case BACKUP ->
          config.tracker().database().driver().equals("mysql") ? MYSQL : "busybox:1.37.0";
      case RESTIC -> "restic/restic:0.18.1";
    };
  }

  private static String tracker(TrackerRelease release) {
    return switch (release) {
      case V3_0_0 -> "torrust/tracker:3.0.0";
      case DEVELOP -> "torrust/tracker:develop";
    };
  }

  private static ImageReference reference(String text) {
    return ImageReference.parse(text)
        .getOrElseThrow(violation -> new IllegalStateException(violation.message()));
  }
}
