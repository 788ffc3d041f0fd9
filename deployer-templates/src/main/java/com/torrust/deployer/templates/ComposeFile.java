package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Exposure.Loopback;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.release.StackNames;
import com.torrust.deployer.domain.service.ClientNetwork;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The compose file as a tree: which service exists, what it mounts, joins and publishes. All names
 * on the machine come from the environment's, because other stacks may live there too.
 */
final class ComposeFile {

  private static final int MYSQL_PORT = 3306;

  /** The machine's script looks the numbers up and writes them to {@code .env}. */
  private static final String TRACKER_ACCOUNT = "${USER_ID:-1000}:${GROUP_ID:-1000}";

  /**
   * What the database image's entry point, which puts the passwords between quotes in SQL and in an
   * option file, does not escape.
   */
  private static final CharMatcher SPECIAL_IN_SQL = CharMatcher.anyOf("\\'\"");

  /** Escapes both passwords for the first set-up, which is the only one to read them. */
  private static final String ESCAPING =
      "for name in MYSQL_ROOT_PASSWORD MYSQL_PASSWORD; do"
          + " value=$${!name};"
          + " value=$${value//\\\\/\\\\\\\\};"
          + " value=$${value//\\'/\\\\\\'};"
          + " value=$${value//\\\"/\\\\\\\"};"
          + " export \"$$name=$$value\";"
          + " done;"
          + " exec \"$$0\" \"$$@\"";

  /** Nobody makes an account, and nothing is asked from or said to others. */
  private static final Map<String, String> GRAFANA_SETTINGS =
      new TreeMap<>(
          Map.of(
              "GF_USERS_ALLOW_SIGN_UP", "false",
              "GF_AUTH_ANONYMOUS_ENABLED", "false",
              "GF_SECURITY_COOKIE_SAMESITE", "strict",
              "GF_SECURITY_DISABLE_GRAVATAR", "true",
              "GF_ANALYTICS_REPORTING_ENABLED", "false",
              "GF_ANALYTICS_CHECK_FOR_UPDATES", "false",
              "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false",
              "GF_NEWS_NEWS_FEED_ENABLED", "false",
              "GF_SNAPSHOTS_EXTERNAL_ENABLED", "false",
              "GF_PLUGINS_PREINSTALL_DISABLED", "true"));

  private static final List<Component> ORDER =
      List.of(
          Component.CADDY,
          Component.TRACKER,
          Component.PROMETHEUS,
          Component.JSON_EXPORTER,
          Component.STATISTICS_PROXY,
          Component.GRAFANA,
          Component.MYSQL,
          Component.BACKUP);

  private final EnvironmentConfig config;
  private final Map<Component, ImageReference> images;
  private final StackServices services;
  private final StackNames names;

  private ComposeFile(EnvironmentConfig config, StackServices services) {
    this.config = config;
    this.images = Images.of(config);
    this.services = services;
    this.names = StackNames.of(config.name());
  }

  static ObjectNode of(EnvironmentConfig config) {
    return of(config, StackServices.of(config));
  }

  /** The same, with the services of the configuration. */
  static ObjectNode of(EnvironmentConfig config, StackServices services) {
    return new ComposeFile(config, services).tree();
  }

  /**
   * A digest of each container that runs all the time: what compose says of it and of its networks,
   * with the values of its variables.
   */
  static Map<String, String> definitions(EnvironmentConfig config) {
    ObjectNode file = of(config);
    Map<String, String> variables = EnvironmentFile.of(config);
    Map<String, String> definitions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> service : file.path("services").properties()) {
      if (!service.getValue().has("profiles")) {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putString(service.getValue().toString(), StandardCharsets.UTF_8);
        names(service.getValue().path("networks"))
            .forEach(
                network ->
                    hasher.putString(
                        file.path("networks").path(network).toString(), StandardCharsets.UTF_8));
        String text = service.getValue().toString();
        variables.forEach(
            (name, value) -> {
              if (text.contains("${" + name + ":")) {
                hasher.putString("\n" + name + "=" + value, StandardCharsets.UTF_8);
              }
            });
        definitions.put(service.getKey(), hasher.hash().toString());
      }
    }
    return definitions;
  }

  /** Networks stand in a list, or in an object when one of them has a fixed address. */
  private static List<String> names(JsonNode networks) {
    List<String> names = new ArrayList<>();
    networks.fieldNames().forEachRemaining(names::add);
    networks.forEach(
        network -> {
          if (network.isTextual()) {
            names.add(network.asText());
          }
        });
    return names;
  }

  private ObjectNode tree() {
    ObjectNode file = StructuredText.tree().put("name", names.project());
    ObjectNode containers = file.putObject("services");
    ObjectNode networks = StructuredText.tree();
    for (Component component : ORDER) {
      if (config.components().contains(component)) {
        Set<Network> joined = Network.of(component, config, services);
        joined.forEach(network -> networks.set(network.text(), described(network)));
        if (joined.isEmpty()) {
          networks.set(Network.DEFAULT, network(Network.DEFAULT_BRIDGE));
        }
        containers.set(
            component.service(), service(component).join(joined, fixedAddress(component)).tree());
      }
    }
    file.set("networks", networks);
    return file;
  }

  /** The interface's name is fixed, so that firewall rules can mean our networks and no other. */
  private ObjectNode network(String bridge) {
    ObjectNode network = StructuredText.tree().put("driver", "bridge");
    network.putObject("driver_opts").put("com.docker.network.bridge.name", names.bridge(bridge));
    return network;
  }

  private ObjectNode described(Network network) {
    ObjectNode node = network(network.bridge());
    network
        .clients(config.name(), services)
        .ifPresent(
            clients -> {
              node.put("enable_ipv6", true);
              node.putObject("ipam").putArray("config").addObject().put("subnet", clients.subnet());
            });
    return node;
  }

  /** The tracker has to know the address that it listens on; nobody else's matters. */
  private Map<Network, HostAddress> fixedAddress(Component component) {
    return component == Component.TRACKER
        ? ClientNetwork.of(config.name(), services, component)
            .map(clients -> Map.of(Network.CLIENTS_TRACKER, clients.address()))
            .orElse(Map.of())
        : Map.of();
  }

  private ComposeService service(Component component) {
    ComposeService service = ComposeService.of(component, images.get(component));
    return switch (component) {
      case CADDY -> caddy(service);
      case TRACKER -> tracker(service);
      case PROMETHEUS -> prometheus(service);
      case JSON_EXPORTER -> jsonExporter(service);
      case STATISTICS_PROXY -> statisticsProxy(service);
      case GRAFANA -> grafana(service);
      case MYSQL -> mysql(service);
      case BACKUP -> backup(service);
      case RESTIC -> throw new IllegalStateException("the stack's script runs " + component);
    };
  }

  private ComposeService caddy(ComposeService service) {
    return service
        .capability("NET_BIND_SERVICE")
        .temporary("/tmp")
        .limits("512m", 512)
        .mountReadOnly("storage/caddy/etc/Caddyfile", "/etc/caddy/Caddyfile")
        .mount("storage/caddy/data", "/data")
        .mount("storage/caddy/config", "/config")
        .publish(ports(Component.CADDY))
        // The admin endpoint refuses HEAD, which "--spider" would send.
        .healthy(
            Duration.ofSeconds(30),
            "CMD",
            "wget",
            "-q",
            "-O",
            "/dev/null",
            "http://127.0.0.1:2019/config/");
  }

  private ComposeService tracker(ComposeService service) {
    TrackerConfig tracker = config.tracker();
    service
        .user(TRACKER_ACCOUNT)
        // Past the image's own beginning, which is there to become another account than root.
        .entrypoint("/usr/bin/torrust-tracker")
        .temporary("/tmp")
        .limits("${TRACKER_MEMORY_LIMIT:-4g}", 1024)
        // It writes what it counted to its database before it ends.
        .stopGrace(Duration.ofSeconds(35))
        .variable("USER_ID", "${USER_ID:-1000}");
    EnvironmentFile.forTracker(tracker).keySet().forEach(service::fromEnvironmentFile);
    service
        .variable(
            "HEALTH_CHECK_API_PORT",
            Integer.toString(tracker.healthCheckApi().bindAddress().port()))
        .mount("storage/tracker/lib", "/var/lib/torrust/tracker")
        .mount("storage/tracker/log", "/var/log/torrust/tracker")
        .mountReadOnly("storage/tracker/etc", "/etc/torrust/tracker")
        .publish(ports(Component.TRACKER));
    checkHealth(service, TrackerListeners.healthCheckApi(config));
    if (tracker.release() == TrackerRelease.V3_0_0) {
      // It catches SIGTERM and then waits for this one all the same.
      service.stopSignal("SIGINT");
    }
    return config.hasBundledMysql() ? service.after(Component.MYSQL) : service;
  }

  /**
   * The image's own check asks "localhost", which does not reach an API that listens on one other
   * address only.
   */
  private static void checkHealth(ComposeService service, BindAddress api) {
    Duration startPeriod = Duration.ofSeconds(60);
    if (api.isWildcard() || api.ip().equals("127.0.0.1")) {
      service.healthyByImage(startPeriod);
    } else {
      service.healthy(
          startPeriod, "CMD", "/usr/bin/http_health_check", "http://" + api + "/health_check");
    }
  }

  /**
   * The ports of a container at the machine's addresses that are served. Each is written down,
   * because a port without an address is opened in both families by a process of Docker's that
   * hides who asks, or at whatever address Docker's settings name.
   */
  private List<String> ports(Component component) {
    return services.of(component).flatMap(ComposeFile::ports).toList();
  }

  private static Stream<String> ports(StackService service) {
    String suffix =
        ":"
            + service.port()
            + ":"
            + service.port()
            + (service.protocol() == Protocol.UDP ? "/udp" : "");
    if (service.exposure() instanceof Published published) {
      return published.hosts().stream().map(host -> host + suffix);
    }
    return service.exposure() instanceof Loopback loopback
            && loopback.scope() == Loopback.Scope.MACHINE
        ? Stream.of("127.0.0.1" + suffix)
        : Stream.empty();
  }

  private ComposeService prometheus(ComposeService service) {
    return service
        .temporary("/tmp")
        .limits("1g", 512)
        .command(
            "--config.file=/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/prometheus",
            "--storage.tsdb.retention.time=30d")
        .mountReadOnly("storage/prometheus/etc", "/etc/prometheus")
        .mount("storage/prometheus/data", "/prometheus")
        .publish(ports(Component.PROMETHEUS))
        .stopGrace(Duration.ofSeconds(30))
        .healthy(
            Duration.ofSeconds(60),
            "CMD",
            "wget",
            "--spider",
            "-q",
            "http://localhost:9090/-/healthy");
  }

  private static ComposeService jsonExporter(ComposeService service) {
    return service
        .limits("128m", 128)
        .command("--config.file=" + StatisticsBridge.CONFIG_FILE)
        .mountReadOnly(
            "storage/prometheus/exporter/json-exporter.yml", StatisticsBridge.CONFIG_FILE)
        .healthy(
            Duration.ofSeconds(30),
            "CMD",
            "wget",
            "-q",
            "-O",
            "/dev/null",
            "http://127.0.0.1:" + StatisticsBridge.PORT + "/metrics");
  }

  private ComposeService statisticsProxy(ComposeService service) {
    if (config.components().contains(Component.JSON_EXPORTER)) {
      service.variable(
          StatisticsBridge.TOKEN, "${" + EnvironmentFile.ADMIN_TOKEN + ":?missing in .env}");
    }
    if (config.watchesBackups()) {
      service.mountReadOnly("storage/prometheus/backups", BackupAlerts.FOLDER);
    }
    return service
        // Its token is no news to the tracker's account.
        .user(TRACKER_ACCOUNT)
        // The image's program does not start without it, also where it needs no low port.
        .capability("NET_BIND_SERVICE")
        .temporary("/tmp")
        .temporary("/data")
        .temporary("/config")
        .limits("128m", 128)
        .mountReadOnly("storage/prometheus/exporter/statistics.Caddyfile", "/etc/caddy/Caddyfile")
        .healthy(
            Duration.ofSeconds(30),
            "CMD",
            "wget",
            "-q",
            "-O",
            "/dev/null",
            "http://127.0.0.1:" + StatisticsBridge.PROXY_PORT + "/health");
  }

  private ComposeService grafana(ComposeService service) {
    EnvironmentFile.forGrafana(config).keySet().forEach(service::fromEnvironmentFile);
    GRAFANA_SETTINGS.forEach(service::variable);
    boolean isBehindTls = config.grafana().map(GrafanaConfig::useTlsProxy).orElse(false);
    service.variable("GF_SECURITY_COOKIE_SECURE", String.valueOf(isBehindTls));
    return service
        .temporary("/tmp")
        .limits("1g", 512)
        .mount("storage/grafana/data", "/var/lib/grafana")
        .mountReadOnly("storage/grafana/provisioning", "/etc/grafana/provisioning")
        .publish(ports(Component.GRAFANA))
        .healthy(
            Duration.ofSeconds(120),
            "CMD",
            "wget",
            "--spider",
            "-q",
            "http://localhost:3000/api/health");
  }

  private ComposeService mysql(ComposeService service) {
    EnvironmentFile.forMysql(config).keySet().forEach(service::fromEnvironmentFile);
    // Otherwise it could log in from every container that shares a network with the server.
    service.variable("MYSQL_ROOT_HOST", "localhost");
    if (needsEscaping()) {
      service.entrypoint("bash", "-c", ESCAPING, "docker-entrypoint.sh", "mysqld");
    }
    int port = bundledPort();
    if (port != MYSQL_PORT) {
      service.command("--port=" + port);
    }
    return service
        // The image's own account from the beginning; it needs root only to become this one.
        .user(HostLayout.MYSQL + ":" + HostLayout.MYSQL)
        .temporary("/tmp")
        .temporary(
            "/run/mysqld:uid=" + HostLayout.MYSQL + ",gid=" + HostLayout.MYSQL + ",mode=0755")
        .limits("${MYSQL_MEMORY_LIMIT:-2g}", 1024)
        .mount("storage/mysql/data", "/var/lib/mysql")
        .stopGrace(Duration.ofSeconds(60))
        // Over TCP, because the image's temporary server for the first set-up listens on its socket
        // only.
        .healthy(
            Duration.ofSeconds(180),
            "CMD-SHELL",
            "MYSQL_PWD=\"$$MYSQL_PASSWORD\" mysql --protocol=tcp --host=127.0.0.1 --port="
                + port
                + " --user=\"$$MYSQL_USER\" --execute='SELECT 1' \"$$MYSQL_DATABASE\" >/dev/null");
  }

  private boolean needsEscaping() {
    return config.tracker().database() instanceof MysqlConfig mysql
        && Stream.of(mysql.password(), mysql.rootPassword())
            .map(Secret::expose)
            .anyMatch(SPECIAL_IN_SQL::matchesAnyOf);
  }

  private int bundledPort() {
    return config.tracker().database() instanceof MysqlConfig mysql ? mysql.port() : MYSQL_PORT;
  }

  private ComposeService backup(ComposeService service) {
    boolean sqlite = config.tracker().database().driver().equals("sqlite3");
    service
        .restart("no")
        .profile("backup")
        .user(TRACKER_ACCOUNT)
        .limits("512m", 64)
        .entrypoint("sh", "/scripts/backup.sh")
        .mountReadOnly("storage/backup/etc/backup.sh", "/scripts/backup.sh")
        .mountReadOnly("storage/backup/etc/backup.conf", "/etc/backup/backup.conf")
        .mountReadOnly("storage/backup/etc/backup-paths.txt", "/etc/backup/backup-paths.txt");
    if (sqlite) {
      // Not the folder of the database: what stands in a folder that the tracker writes to may be a
      // link, and Docker would follow it as root.
      return service.mountReadOnly("storage/tracker/lib", "/data/storage/tracker/lib");
    }
    return config.hasBundledMysql() ? service.after(Component.MYSQL) : service;
  }
}
