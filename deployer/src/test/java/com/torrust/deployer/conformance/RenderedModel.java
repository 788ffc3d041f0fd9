package com.torrust.deployer.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads a rendered tree the way the conformance data was read (its README says how, section by
 * section).
 */
final class RenderedModel {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper TOML = new TomlMapper();
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):?\\?[^}]*\\}");
  private static final Pattern PORT =
      Pattern.compile(
          "(?<ports>(?:(?:\\[[0-9a-f:]+\\]|[^:]+):)?[0-9]+:[0-9]+)(?:/(?<protocol>udp|tcp))?");

  private final Artifacts artifacts;

  private RenderedModel(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  static ObjectNode of(Artifacts artifacts, boolean isRootPasswordGenerated) {
    RenderedModel model = new RenderedModel(artifacts);
    ObjectNode root = Json.object();
    root.set(
        "files", Readers.array(artifacts.files().stream().map(Artifact::path).sorted().toList()));
    model
        .text("docker-compose/docker-compose.yml")
        .ifPresent(text -> root.set("compose", compose(text)));
    model
        .text("docker-compose/.env")
        .ifPresent(text -> root.set("env", environment(text, isRootPasswordGenerated)));
    model.text("tracker/tracker.toml").ifPresent(text -> root.set("tracker", tracker(text)));
    model
        .text("prometheus/prometheus.yml")
        .ifPresent(text -> root.set("prometheus", prometheus(text)));
    model.text("caddy/Caddyfile").ifPresent(text -> root.set("caddy", Readers.caddyfile(text)));
    model.grafana().ifPresent(grafana -> root.set("grafana", grafana));
    model.backup().ifPresent(backup -> root.set("backup", backup));
    model.ansible().ifPresent(ansible -> root.set("ansible", ansible));
    model.tofu("lxd").or(() -> model.tofu("hetzner")).ifPresent(tofu -> root.set("tofu", tofu));
    return root;
  }

  private Optional<String> text(String path) {
    return artifacts.find(path).map(Artifact::text);
  }

  private static JsonNode compose(String text) {
    JsonNode file = parse(YAML, REQUIRED.matcher(text).replaceAll("\\${$1}"));
    for (JsonNode service : file.path("services")) {
      ObjectNode node = (ObjectNode) service;
      replaceEach(node, "ports", RenderedModel::port);
      if (node.path("networks").isObject()) {
        List<String> joined = new ArrayList<>();
        node.path("networks").fieldNames().forEachRemaining(joined::add);
        node.set("networks", Readers.array(joined));
      }
      if (node.has("volumes")) {
        node.set("volumes", volumes(node.path("volumes")));
      }
    }
    return file;
  }

  private static void replaceEach(
      ObjectNode parent, String member, java.util.function.UnaryOperator<String> change) {
    if (parent.path(member) instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, change.apply(list.get(i).asText()));
      }
    }
  }

  private static String port(String text) {
    Matcher port = PORT.matcher(text);
    if (!port.matches()) {
      throw new IllegalStateException("no port: " + text);
    }
    return port.group("ports") + "/" + Optional.ofNullable(port.group("protocol")).orElse("tcp");
  }

  private static ObjectNode volumes(JsonNode list) {
    ObjectNode volumes = Json.object();
    for (JsonNode volume : list) {
      String[] parts = volume.asText().split(":");
      List<String> options = parts.length > 2 ? List.of(parts[2].split(",")) : List.of();
      ObjectNode entry = volumes.putObject(parts[1]);
      entry.put("source", parts[0]).put("mode", options.contains("ro") ? "ro" : "rw");
      entry.put(
          "selinux",
          options.stream().filter(option -> option.equalsIgnoreCase("z")).findFirst().orElse(null));
    }
    return volumes;
  }

  private static ObjectNode environment(String text, boolean isRootPasswordGenerated) {
    ObjectNode values = Readers.dotenv(text);
    String address = "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PATH";
    if (values.has(address)) {
      values.set(address, address(values.path(address).asText()));
    }
    if (isRootPasswordGenerated && values.path("MYSQL_ROOT_PASSWORD").asText().length() == 32) {
      values.put("MYSQL_ROOT_PASSWORD", "@GENERATED@");
    }
    return values;
  }

  private static ObjectNode address(String text) {
    URI uri = URI.create(text);
    String[] login = uri.getRawUserInfo().split(":", 2);
    return Json.object()
        .put("scheme", uri.getScheme())
        .put("user", decoded(login[0]))
        .put("password", decoded(login[1]))
        .put("host", uri.getHost())
        .put("port", uri.getPort())
        .put("database", decoded(uri.getRawPath().substring(1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode tracker(String text) {
    ObjectNode file = (ObjectNode) parse(TOML, text);
    for (String listeners : List.of("udp_trackers", "http_trackers")) {
      if (!file.has(listeners)) {
        file.putArray(listeners);
      }
    }
    return file;
  }

  private static JsonNode prometheus(String text) {
    ObjectNode file = (ObjectNode) parse(YAML, text);
    ObjectNode jobs = Json.object();
    for (JsonNode job : file.path("scrape_configs")) {
      String name = ((ObjectNode) job).remove("job_name").asText();
      jobs.set(name, job);
    }
    file.set("scrape_configs", jobs);
    return file;
  }

  private Optional<ObjectNode> grafana() {
    String folder = "grafana/provisioning/";
    return text(folder + "datasources/prometheus.yml")
        .map(
            sources -> {
              ObjectNode grafana = Json.object();
              grafana.set("datasources", parse(YAML, sources));
              text(folder + "dashboards/torrust.yml")
                  .ifPresent(providers -> grafana.set("providers", parse(YAML, providers)));
              ObjectNode dashboards = grafana.putObject("dashboards");
              for (String name : List.of("stats", "metrics")) {
                text(folder + "dashboards/torrust/" + name + ".json")
                    .ifPresent(text -> dashboards.set(name, dashboard(parse(Json.MAPPER, text))));
              }
              return grafana;
            });
  }

  private static ObjectNode dashboard(JsonNode file) {
    ObjectNode dashboard = Json.object();
    dashboard.set("title", file.path("title"));
    dashboard.set("uid", file.path("uid"));
    ArrayNode panels = dashboard.putArray("panels");
    for (JsonNode panel : file.path("panels")) {
      panels.add(
          panel.path("type").asText()
              + ": "
              + String.join(
                  " ;; ",
                  StreamSupport.stream(panel.path("targets").spliterator(), false)
                      .map(target -> target.path("expr").asText())
                      .toList()));
    }
    return dashboard;
  }

  private Optional<ObjectNode> backup() {
    return text("backup/etc/backup.conf")
        .map(
            config -> {
              ObjectNode backup = Json.object();
              backup.set("config", Readers.shell(config));
              text("backup/etc/backup-paths.txt")
                  .ifPresent(paths -> backup.set("paths", Readers.array(Readers.lines(paths))));
              text("backup/etc/maintenance-backup.cron")
                  .ifPresent(cron -> backup.set("cron", Readers.cron(cron)));
              return backup;
            });
  }

  private Optional<ObjectNode> ansible() {
    return text("ansible/ansible.cfg")
        .map(
            config -> {
              ObjectNode ansible = Json.object();
              ansible.set("config", Readers.ini(config));
              text("ansible/inventory.yml")
                  .ifPresent(inventory -> ansible.set("inventory", parse(YAML, inventory)));
              text("ansible/variables.yml")
                  .ifPresent(variables -> ansible.set("variables", parse(YAML, variables)));
              return ansible;
            });
  }

  private Optional<ObjectNode> tofu(String provider) {
    return text("tofu/" + provider + "/variables.tfvars")
        .map(
            variables -> {
              ObjectNode tofu = Json.object();
              tofu.set("variables", Readers.tfvars(variables));
              text("tofu/" + provider + "/cloud-init.yml")
                  .ifPresent(text -> tofu.set("cloud_init", cloudInit(text)));
              return tofu;
            });
  }

  private static ObjectNode cloudInit(String text) {
    ObjectNode file = (ObjectNode) parse(YAML, text);
    file.put("announced_as_cloud_config", text.startsWith("#cloud-config\n"));
    for (JsonNode user : file.path("users")) {
      if (user.path("groups").isTextual()) {
        String group = user.path("groups").asText();
        ((ObjectNode) user).putArray("groups").add(group);
      }
    }
    for (JsonNode written : file.path("write_files")) {
      ObjectNode node = (ObjectNode) written;
      node.set("lines", Readers.array(Readers.lines(node.remove("content").asText())));
    }
    return file;
  }

  private static JsonNode parse(ObjectMapper mapper, String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
