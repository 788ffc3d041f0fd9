package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.service.ClientNetwork;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tracker's configuration, in the schema of the release that will read it. */
final class TrackerArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("tracker");
  private static final String DATABASE_FOLDER = "/var/lib/torrust/tracker/database/";
  private static final Template CONFIGURATION =
      Template.rendered(
          "tracker/tracker.toml",
          "Configuration of the Torrust tracker. The admin token and the database password are not"
              + " here: the tracker takes them from its environment.",
          "https://docs.rs/torrust-tracker-configuration");

  @Override
  public List<Template> templates() {
    return List.of(CONFIGURATION);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.plain(
            GROUP, CONFIGURATION.path(), renderer.render(CONFIGURATION, values(request))));
  }

  private static Map<String, Object> values(RenderRequest request) {
    EnvironmentConfig config = request.config();
    // The same for all listeners.
    Optional<ClientNetwork> clients =
        ClientNetwork.of(config.name(), request.services(), Component.TRACKER);
    TrackerConfig tracker = config.tracker();
    return Map.of(
        "schema_version", tracker.release().schemaVersion(),
        "private", tracker.isPrivate(),
        "behind_proxy", tracker.isBehindProxy(),
        "database", database(tracker.database(), tracker.release()),
        "udp_trackers",
            tracker.udpTrackers().stream()
                .flatMap(udp -> TrackerListeners.of(udp, clients).stream())
                .map(address -> Map.of("bind_address", address))
                .toList(),
        "http_trackers",
            tracker.httpTrackers().stream()
                .flatMap(
                    http ->
                        TrackerListeners.of(http, clients).stream()
                            .map(
                                address ->
                                    Map.of(
                                        "bind_address",
                                        address,
                                        "behind_proxy",
                                        http.useTlsProxy())))
                .toList(),
        "http_api", TrackerListeners.httpApi(config).toString(),
        "health_check_api", TrackerListeners.healthCheckApi(config).toString());
  }

  /**
   * Schema 2.0.0 wants the whole address of a server in one text with the password, which .env has.
   */
  private static Map<String, Object> database(DatabaseConfig database, TrackerRelease release) {
    if (database instanceof SqliteConfig sqlite) {
      return Map.of(
          "driver", sqlite.driver(), "path", DATABASE_FOLDER + sqlite.databaseName(), "host", "");
    }
    if (database instanceof MysqlConfig mysql && release == TrackerRelease.DEVELOP) {
      return Map.of(
          "driver", mysql.driver(),
          "path", "",
          "host", mysql.host(),
          "port", mysql.port(),
          "user", mysql.username(),
          "name", mysql.databaseName());
    }
    return Map.of("driver", database.driver(), "path", "", "host", "");
  }
}
