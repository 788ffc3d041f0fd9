package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.MemberChange;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.ServiceEffect;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every member of the configuration is changed alone, and the plan, which compares what both
 * configurations render to, names exactly the steps and services that the member's description
 * names.
 */
class MemberChangesTest {

  /** Everything there is, behind TLS, with MySQL on LXD. */
  private static final String PROXIED =
      """
      {
        "environment": {"name": "demo"},
        "ssh_credentials": {"private_key_path": "@/id", "public_key_path": "@/id.pub"},
        "provider": {"provider": "lxd", "profile_name": "demo-profile"},
        "tracker": {
          "core": {
            "database": {
              "driver": "mysql", "host": "mysql", "port": 3306, "database_name": "tracker",
              "username": "tracker_user", "password": "first-password-of-the-tracker",
              "root_password": "first-password-of-the-root"
            },
            "private": false
          },
          "udp_trackers": [{"bind_address": "[::]:6969"}],
          "http_trackers": [
            {"bind_address": "[::]:7070", "domain": "tracker.example.com", "use_tls_proxy": true}
          ],
          "http_api": {
            "bind_address": "[::]:1212", "admin_token": "first-token-of-the-api",
            "domain": "api.example.com", "use_tls_proxy": true
          },
          "health_check_api": {
            "bind_address": "0.0.0.0:1313", "domain": "health.example.com", "use_tls_proxy": true
          }
        },
        "prometheus": {"scrape_interval_in_secs": 15},
        "grafana": {
          "admin_user": "operator", "admin_password": "first-password-of-grafana",
          "domain": "grafana.example.com", "use_tls_proxy": true
        },
        "https": {"admin_email": "admin@example.com", "use_staging": true},
        "backup": {"schedule": "0 3 * * *", "retention_days": 7}
      }
      """;

  /** The same without TLS, with SQLite at Hetzner Cloud. */
  private static final String DIRECT =
      """
      {
        "environment": {"name": "demo"},
        "ssh_credentials": {"private_key_path": "@/id", "public_key_path": "@/id.pub"},
        "provider": {
          "provider": "hetzner", "api_token": "first-token-of-the-provider-0123456789",
          "server_type": "cx22", "location": "nbg1", "image": "ubuntu-24.04"
        },
        "tracker": {
          "core": {
            "database": {"driver": "sqlite3", "database_name": "tracker.db"},
            "private": false
          },
          "udp_trackers": [{"bind_address": "[::]:6969"}],
          "http_trackers": [{"bind_address": "[::]:7070"}],
          "http_api": {"bind_address": "[::]:1212", "admin_token": "first-token-of-the-api"},
          "health_check_api": {"bind_address": "0.0.0.0:1313"}
        },
        "prometheus": {"scrape_interval_in_secs": 15},
        "grafana": {"admin_user": "operator", "admin_password": "first-password-of-grafana"},
        "backup": {"schedule": "0 3 * * *", "retention_days": 7}
      }
      """;

  /** The same without Grafana, which needs Prometheus. */
  private static final String WITHOUT_GRAFANA = DIRECT.replaceAll("(?m)^ *.grafana.*\\n", "");

  /** The same with backups on a REST server. */
  private static final String SAVING =
      DIRECT.replace(
          "\"retention_days\": 7",
          """
          "retention_days": 7, "repository": "rest:https://backup.example.com:8000/tracker/",
            "username": "saver", "secret": "first-secret-of-the-server",
            "password": "first-password-of-the-repository",
            "keep": {"last": 3, "daily": 7, "weekly": 5, "monthly": 12}, "check": "0 4 * * 0"\
          """);

  /** The same with backups on an SFTP server. */
  private static final String SAVING_BY_SFTP =
      DIRECT.replace(
          "\"retention_days\": 7",
          """
          "retention_days": 7, "repository": "sftp:saver@backup.example.com:/srv/tracker",
            "password": "first-password-of-the-repository",
            "ssh_private_key": "-----BEGIN OPENSSH PRIVATE KEY-----\\nfirst\\n-----END OPENSSH PRIVATE KEY-----\\n",
            "host_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh"\
          """);

  @TempDir private Path folder;

  /**
   * A change of one member.
   *
   * @param value what it becomes, as JSON; {@code null} takes it away
   */
  private record Change(String base, String pointer, String value) {}

  private static Change proxied(String pointer, String value) {
    return new Change(PROXIED, pointer, value);
  }

  private static Change direct(String pointer, String value) {
    return new Change(DIRECT, pointer, value);
  }

  private static Change saving(String pointer, String value) {
    return new Change(SAVING, pointer, value);
  }

  private static List<Change> changes() {
    List<Change> changes =
        new ArrayList<>(
            List.of(
                proxied("/environment/description", "'another'"),
                proxied("/environment/instance_name", "'another'"),
                proxied("/ssh_credentials/private_key_path", "'@/other'"),
                proxied("/ssh_credentials/public_key_path", "'@/other.pub'"),
                proxied("/ssh_credentials/username", "'another'"),
                proxied("/ssh_credentials/port", "2222"),
                proxied("/ssh_credentials/host_key", "'" + KEY + "'"),
                proxied("/provider/provider", "'hetzner'"),
                proxied("/provider/profile_name", "'another'"),
                proxied("/provider/image", "'ubuntu:22.04'"),
                proxied("/provider/instance_type", "'container'"),
                direct("/provider/provider", "'lxd'"),
                direct("/provider/api_token", "'another-token-of-the-provider-0123456789'"),
                direct("/provider/server_type", "'cx32'"),
                direct("/provider/location", "'fsn1'"),
                direct("/provider/image", "'debian-12'"),
                proxied("/tracker/release", "'develop'"),
                proxied("/tracker/core/database/driver", "'sqlite3'"),
                proxied("/tracker/core/database/host", "'db.example.com'"),
                proxied("/tracker/core/database/port", "3307"),
                proxied("/tracker/core/database/database_name", "'another'"),
                proxied("/tracker/core/database/username", "'another'"),
                proxied("/tracker/core/database/password", "'another-password-of-the-tracker'"),
                proxied("/tracker/core/database/root_password", "'another-password-of-the-root'"),
                direct("/tracker/core/database/driver", "'mysql'"),
                direct("/tracker/core/database/database_name", "'another.db'"),
                proxied("/tracker/core/private", "true"),
                direct("/tracker/udp_trackers", "[]"),
                direct("/tracker/udp_trackers/0/bind_address", "'[::]:6868'"),
                direct("/tracker/udp_trackers/0/domain", "'udp.example.com'"),
                direct("/tracker/http_trackers", "[]"),
                direct("/tracker/http_trackers/0/bind_address", "'[::]:7171'"),
                proxied("/tracker/http_trackers/0/domain", "'another.example.com'"),
                proxied("/tracker/http_trackers/0/use_tls_proxy", "false"),
                direct("/tracker/http_api/bind_address", "'[::]:1213'"),
                proxied("/tracker/http_api/admin_token", "'another-token-of-the-api'"),
                proxied("/tracker/http_api/domain", "'another.example.com'"),
                proxied("/tracker/http_api/use_tls_proxy", "false"),
                proxied("/tracker/health_check_api/bind_address", "'0.0.0.0:1314'"),
                proxied("/tracker/health_check_api/domain", "'another.example.com'"),
                proxied("/tracker/health_check_api/use_tls_proxy", "false"),
                direct("/prometheus/scrape_interval_in_secs", "20"),
                direct("/grafana/admin_user", "'another'"),
                direct("/grafana/admin_password", "'another-password-of-grafana'"),
                proxied("/grafana/domain", "'another.example.com'"),
                proxied("/grafana/use_tls_proxy", "false"),
                direct("/grafana", "null"),
                new Change(WITHOUT_GRAFANA, "/prometheus", "null"),
                proxied("/https/admin_email", "'another@example.com'"),
                proxied("/https/use_staging", "false"),
                direct("/backup/schedule", "'0 4 * * *'"),
                direct("/backup/retention_days", "8"),
                direct("/backup", "null"),
                saving("/backup/repository", "'rest:https://other.example.com:8000/tracker/'"),
                saving("/backup/password", "'another-password-of-the-repository'"),
                saving("/backup/username", "'another'"),
                saving("/backup/secret", "'another-secret-of-the-server'"),
                saving("/backup/keep", "{'last': 9}"),
                saving("/backup/keep/last", "4"),
                saving("/backup/keep/daily", "8"),
                saving("/backup/keep/weekly", "6"),
                saving("/backup/keep/monthly", "13"),
                saving("/backup/check", "'0 5 * * 0'"),
                new Change(
                    SAVING_BY_SFTP,
                    "/backup/ssh_private_key",
                    "'-----BEGIN OPENSSH PRIVATE KEY-----\\n"
                        + "other\\n"
                        + "-----END OPENSSH PRIVATE KEY-----\\n"
                        + "'"),
                new Change(
                    SAVING_BY_SFTP,
                    "/backup/host_key",
                    "'ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIJ3JxsXfgyFO3kVh0nlJQ3pWwJ3d0rTxqkVvqk0fVWXa'")));
    for (Component component : Component.values()) {
      String base = component == Component.RESTIC ? SAVING : PROXIED;
      changes.add(new Change(base, "/images/" + component.service(), "'example/another:1.0'"));
    }
    return changes;
  }

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh";

  /** What cannot be changed alone. */
  private static final Set<String> NOT_ALONE =
      Set.of(
          // It would be another environment, which is planned as a new one.
          "environment.name",
          // It is there exactly when a service has TLS.
          "https",
          // It comes and goes with its members.
          "images");

  @TestFactory
  Stream<DynamicTest> aPlanNamesWhatTheDescriptionOfTheMemberSays() {
    return changes().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    (each.base.equals(PROXIED) ? "proxied " : "direct ") + each.pointer,
                    () -> names(each)));
  }

  private void names(Change change) throws IOException {
    keys();
    ObjectNode before = tree(change.base);
    ObjectNode after = changed(before, change);
    FakeWorld world = FakeWorld.create();
    try (Deployer deployer = deployer(world)) {
      EnvironmentConfig running = config(deployer, before);
      deployer
          .deploy(running, DeployTarget.RUNNING, OperationOptions.standard())
          .getOrElseThrow(DeployException::new);

      EnvironmentConfig wanted = config(deployer, after);
      Plan plan = deployer.plan(wanted).getOrElseThrow(DeployException::new);

      MemberChange said = MemberChange.of(Samples.PROVIDERS, change.pointer).orElseThrow();
      // The firewall of a provider that has one comes before the machine's own.
      boolean opensAtProvider =
          said.kind() == MemberChange.Kind.CONFIGURE && change.base.equals(DIRECT);
      assertEquals(
          said(said, stack(running, wanted)),
          // Whether the data is copied before depends on the images, and no member says so.
          (opensAtProvider ? found(plan).replaceFirst("^provision ", "") : found(plan))
              .replaceFirst("\\bbackup ", ""),
          plan::toString);
    }
  }

  private static String said(MemberChange said, Set<String> stack) {
    Set<String> touched = new TreeSet<>(said.services());
    touched.retainAll(stack);
    return switch (said.kind()) {
      case ANOTHER_ENVIRONMENT -> "another environment";
      case NEW_MACHINE -> "refused: change.needs_new_machine";
      case NEW_DATABASE -> "refused: change.database_fixed";
      case MACHINE_RESTART -> {
        TreeSet<String> all = new TreeSet<>(stack);
        // It runs by the clock and not all the time.
        all.remove(Component.BACKUP.service());
        yield "provision configure release run " + all;
      }
      case CONFIGURE -> "configure release run " + touched;
      case RELEASE -> "release run " + touched;
      case RUN -> "run " + touched;
    };
  }

  private static String found(Plan plan) {
    if (!plan.obstacles().isEmpty()) {
      return plan.obstacles().stream()
          .map(Obstacle::code)
          .distinct()
          .map(code -> "refused: " + code)
          .collect(Collectors.joining(", "));
    }
    return plan.phases().stream()
            .map(PlannedPhase::phase)
            .map(OperationKind::text)
            .collect(Collectors.joining(" "))
        + " "
        + plan.phases().stream()
            .flatMap(phase -> phase.services().stream())
            .map(ServiceEffect::service)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> stack(EnvironmentConfig... configs) {
    return Stream.of(configs)
        .flatMap(config -> config.components().stream())
        .map(Component::service)
        .collect(Collectors.toSet());
  }

  @Test
  void everyMemberSaysWhatItsChangeMeansAndIsChangedHere() throws IOException {
    Set<String> members = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    try (Deployer deployer = deployer(FakeWorld.create())) {
      JsonNode schema = Json.parse(deployer.schema().get());
      collect(schema, schema, "", members, silent);
    }
    assertEquals(Set.of(), silent, "members that do not say what their change means");

    Set<String> changed = new HashSet<>(NOT_ALONE);
    changes().forEach(change -> changed.add(path(change)));
    members.removeAll(changed);
    assertEquals(Set.of(), members, "members that are not changed in this test");
  }

  private static String path(Change change) {
    String path = change.pointer.substring(1).replace("/0", "[]").replace('/', '.');
    boolean isProxied = change.base.equals(PROXIED);
    return path.replaceFirst("^provider\\.", "provider(" + (isProxied ? "lxd" : "hetzner") + ").")
        .replaceFirst(
            "core\\.database\\.", "core.database(" + (isProxied ? "mysql" : "sqlite3") + ").");
  }

  private static void collect(
      JsonNode schema, JsonNode object, String path, Set<String> members, Set<String> silent) {
    object
        .path("properties")
        .properties()
        .forEach(
            member -> {
              String name = path + member.getKey();
              JsonNode described = member.getValue();
              JsonNode plain = plain(schema, described);
              if (described.has("x-change")) {
                members.add(name);
              } else if (!plain.has("properties")
                  && !plain.has("oneOf")
                  && !name.equals("$schema")) {
                silent.add(name);
              }
              below(schema, plain, name, members, silent);
            });
  }

  private static void below(
      JsonNode schema, JsonNode plain, String name, Set<String> members, Set<String> silent) {
    if (plain.has("items")) {
      collect(schema, plain(schema, plain.get("items")), name + "[].", members, silent);
    } else if (plain.has("oneOf")) {
      plain
          .get("oneOf")
          .forEach(
              kind -> {
                JsonNode section = plain(schema, kind);
                String selected =
                    section
                        .get("properties")
                        .valueStream()
                        .filter(member -> member.has("const"))
                        .map(member -> member.get("const").asText())
                        .findFirst()
                        .orElseThrow();
                collect(schema, section, name + "(" + selected + ").", members, silent);
              });
    } else {
      collect(schema, plain, name + ".", members, silent);
    }
  }

  private static JsonNode plain(JsonNode schema, JsonNode described) {
    JsonNode plain = described.has("anyOf") ? described.get("anyOf").get(0) : described;
    return plain.has("$ref") ? schema.at(plain.get("$ref").asText().substring(1)) : plain;
  }

  private void keys() throws IOException {
    for (String key : List.of("id", "other")) {
      Files.writeString(folder.resolve(key), "-----BEGIN PRIVATE KEY-----\n");
      Files.writeString(folder.resolve(key + ".pub"), KEY + "\n");
    }
  }

  private ObjectNode tree(String json) {
    return (ObjectNode) Json.parse(json.replace("@/", folder + "/"));
  }

  private ObjectNode changed(ObjectNode before, Change change) {
    ObjectNode after = before.deepCopy();
    String parent = change.pointer.substring(0, change.pointer.lastIndexOf('/'));
    String name = change.pointer.substring(parent.length() + 1);
    JsonNode value = Json.parse(change.value.replace('\'', '"').replace("@/", folder + "/"));
    if (parent.equals("/provider") && name.equals("provider")) {
      // A section belongs to its selector.
      after.set("provider", tree(change.base.equals(PROXIED) ? DIRECT : PROXIED).get("provider"));
      return after;
    }
    if (parent.endsWith("/database") && name.equals("driver")) {
      ((ObjectNode) after.at("/tracker/core"))
          .set(
              "database",
              tree(change.base.equals(PROXIED) ? DIRECT : PROXIED).at("/tracker/core/database"));
      return after;
    }
    if (parent.equals("/images")) {
      after.putObject("images");
    }
    JsonNode holder = after.at(parent);
    if (holder instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else {
      ((ObjectNode) holder).set(name, value);
    }
    return after;
  }

  private static EnvironmentConfig config(Deployer deployer, JsonNode document) {
    return deployer.validate(document.toString()).getOrElseThrow(DeployException::new).config();
  }

  private static Deployer deployer(FakeWorld world) {
    List<AdapterProvider<?>> fakes =
        world.adapters().stream()
            .<AdapterProvider<?>>map(fake -> fake)
            .filter(fake -> !(fake instanceof ConfigReaderProvider))
            .filter(fake -> !(fake instanceof RendererProvider))
            .toList();
    return Deployer.builder()
        .clock(world.clock())
        .use(fakes)
        .renderer(Rendering.renderer(Optional.empty()))
        .build();
  }
}
