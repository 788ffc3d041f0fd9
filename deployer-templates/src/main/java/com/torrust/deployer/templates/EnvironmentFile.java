package com.torrust.deployer.templates;

import com.google.common.net.PercentEscaper;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.TrackerConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables of {@code .env}: every secret of the stack and all that an operator may want to
 * change before a restart.
 */
final class EnvironmentFile {

  private static final String OVERRIDE = "TORRUST_TRACKER_CONFIG_OVERRIDE_";

  /** The variable with the token of the tracker's API. */
  static final String ADMIN_TOKEN = OVERRIDE + "HTTP_API__ACCESS_TOKENS__ADMIN";

  private static final PercentEscaper UNRESERVED = new PercentEscaper("-._~", false);

  private EnvironmentFile() {}

  /** The lines of the file. */
  static String text(EnvironmentConfig config) {
    StringBuilder lines = new StringBuilder();
    of(config)
        .forEach(
            (name, value) ->
                lines
                    .append(name)
                    .append('=')
                    .append(TargetFormat.DOTENV.literal(value))
                    .append('\n'));
    return lines.toString();
  }

  /** All variables, by name. */
  static Map<String, String> of(EnvironmentConfig config) {
    Map<String, String> variables = forTracker(config.tracker());
    variables.putAll(forMysql(config));
    variables.putAll(forGrafana(config));
    return variables;
  }

  /** What the tracker's container gets. */
  static Map<String, String> forTracker(TrackerConfig tracker) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TORRUST_TRACKER_CONFIG_TOML_PATH", "/etc/torrust/tracker/tracker.toml");
    variables.put(OVERRIDE + "CORE__DATABASE__DRIVER", tracker.database().driver());
    variables.put(ADMIN_TOKEN, tracker.httpApi().adminToken().expose());
    if (tracker.database() instanceof MysqlConfig mysql) {
      switch (tracker.release()) {
        case V3_0_0 -> variables.put(OVERRIDE + "CORE__DATABASE__PATH", connection(mysql));
        case DEVELOP ->
            variables.put(OVERRIDE + "CORE__DATABASE__PASSWORD", mysql.password().expose());
      }
    }
    return variables;
  }

  /** What the bundled database server's container gets; empty without one. */
  static Map<String, String> forMysql(EnvironmentConfig config) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (config.tracker().database() instanceof MysqlConfig mysql && mysql.isBundled()) {
      variables.put("MYSQL_ROOT_PASSWORD", mysql.rootPassword().expose());
      variables.put("MYSQL_DATABASE", mysql.databaseName());
      variables.put("MYSQL_USER", mysql.username());
      variables.put("MYSQL_PASSWORD", mysql.password().expose());
    }
    return variables;
  }

  /** What Grafana's container gets; empty without one. */
  static Map<String, String> forGrafana(EnvironmentConfig config) {
    Map<String, String> variables = new LinkedHashMap<>();
    config
        .grafana()
        .ifPresent(
            grafana -> {
              variables.put("GF_SECURITY_ADMIN_USER", grafana.adminUser());
              variables.put("GF_SECURITY_ADMIN_PASSWORD", grafana.adminPassword().expose());
              grafana
                  .domain()
                  .ifPresent(
                      domain ->
                          variables.put("GF_SERVER_ROOT_URL", rootUrl(grafana, domain.value())));
            });
    return variables;
  }

  private static String rootUrl(GrafanaConfig grafana, String domain) {
    return grafana.useTlsProxy()
        ? "https://" + domain
        : "http://" + domain + ":" + GrafanaConfig.PORT;
  }

  private static String connection(MysqlConfig mysql) {
    return "mysql://"
        + percentEncoded(mysql.username())
        + ":"
        + percentEncoded(mysql.password().expose())
        + "@"
        + mysql.hostInUrl()
        + ":"
        + mysql.port()
        + "/"
        + percentEncoded(mysql.databaseName());
  }

  /** Everything but the characters that RFC 3986 reserves for nothing. */
  static String percentEncoded(String text) {
    return UNRESERVED.escape(text);
  }
}
