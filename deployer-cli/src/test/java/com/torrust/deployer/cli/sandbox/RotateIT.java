package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On real machines: secrets are given other values, the former ones are refused by the services
 * that keep them, and a way back takes them up again.
 */
@Tag("thorough")
class RotateIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "/tracker/http_api/admin_token";
  private static final String USER = "/tracker/core/database/password";
  private static final String ROOT = "/tracker/core/database/root_password";
  private static final String GRAFANA = "/grafana/admin_password";

  /** Password and statement on standard input, the account as argument. */
  private static final String LOG_IN =
      "docker exec -i \"$(docker ps -q --filter label=com.docker.compose.service=mysql)\" sh -c"
          + " 'IFS= read -r MYSQL_PWD; export MYSQL_PWD; exec mysql --protocol=socket --user=\"$1\""
          + " --execute=\"SELECT 1\"' sh \"$1\" <<'END'\n";

  @TempDir private Path folder;

  @Test
  void everySecretIsRotatedAndTheFormerOneIsRefused() throws Exception {
    rotated("sandbox-mysql", 4);
  }

  @Test
  @Tag("long")
  void everySecretIsRotatedWhereTheDatabaseHasNone() throws Exception {
    rotated("sandbox-sqlite3", 2);
  }

  private void rotated(String example, int secrets) throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "rotate-" + example.substring(8) + "-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFile(example, name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      Map<String, String> former = stored(name);
      assertEquals(secrets, former.size(), former::toString);

      JsonNode plan = JSON.readTree(sandbox.deployer("rotate", name, "--dry-run"));
      assertEquals(former, stored(name), "a plan draws nothing that stays");
      String said = sandbox.deployer("rotate", name, "--plan", plan.path("plan").asText());

      assertProven(said, secrets);
      Map<String, String> present = stored(name);
      former.forEach(
          (pointer, value) -> {
            assertNotEquals(value, present.get(pointer), pointer);
            assertFalse(said.contains(present.get(pointer)), pointer);
          });
      assertTaken(sandbox, name, present, former);
      sandbox.deployer("test", name, "--announce");

      String one = sandbox.deployer("rotate", name, "tracker.http_api.admin_token");
      assertProven(one, 1);
      assertTaken(sandbox, name, stored(name), present);

      sandbox.deployer("rollback", name);
      assertEquals(present, stored(name));
      assertTaken(sandbox, name, present, former);
      sandbox.deployer("test", name);
      assertTrue(sandbox.deployer("show", name, "--history").contains("rotate"));
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  @Test
  @Tag("long")
  void passwordsOfTheDatabaseAreChangedInTheRunningServer() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "dbpass-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFile("sandbox-mysql", name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      Map<String, String> first = stored(name);
      edit(file, USER, "it's \\ a \"new\" $one {`x`}; -- #%n äß€");
      edit(file, ROOT, "'\\'; and another");

      sandbox.deployer("deploy", "--env-file", file.toString());
      Map<String, String> second = stored(name);
      assertNotEquals(first.get(USER), second.get(USER));
      assertTaken(sandbox, name, second, first);
      sandbox.deployer("test", name, "--announce");

      sandbox.deployer("rollback", name);
      assertTaken(sandbox, name, first, second);
      sandbox.deployer("test", name);

      // A server that nobody started yet takes them as well.
      sandbox.onMachine(machine(name), "docker stop $(docker ps -q) >/dev/null");
      sandbox.deployer("deploy", "--env-file", file.toString());
      assertTaken(sandbox, name, second, first);

      // Grafana keeps the name of its administrator as well.
      edit(file, "/grafana/admin_user", "operator");
      sandbox.deployer("deploy", "--env-file", file.toString());
      assertTrue(
          answers(
              sandbox,
              machine(name),
              request("grafana", "3000/api/user", "-u 'operator:" + second.get(GRAFANA) + "'")));
      assertFalse(opens(sandbox, machine(name), GRAFANA, second.get(GRAFANA)));
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  private static String machine(String name) {
    return "torrust-tracker-vm-" + name;
  }

  private static void assertProven(String said, int secrets) throws IOException {
    JsonNode rotated = JSON.readTree(said).path("secrets");
    assertEquals(secrets, rotated.size(), said);
    rotated.forEach(
        secret -> {
          assertEquals("accepted", secret.path("new_value").asText(), said);
          assertEquals("refused", secret.path("former_value").asText(), said);
        });
  }

  /** Asks the services by hand, as somebody would who knows either value. */
  private static void assertTaken(
      Sandbox sandbox, String name, Map<String, String> present, Map<String, String> former) {
    String machine = machine(name);
    present.forEach(
        (pointer, value) -> {
          assertTrue(opens(sandbox, machine, pointer, value), pointer);
          if (!value.equals(former.get(pointer))) {
            assertFalse(opens(sandbox, machine, pointer, former.get(pointer)), pointer);
          }
        });
  }

  private static boolean opens(Sandbox sandbox, String machine, String pointer, String value) {
    String ask =
        switch (pointer) {
          case TOKEN -> request("tracker", "1212/api/v1/stats?token=" + value, "");
          case GRAFANA -> request("grafana", "3000/api/user", "-u 'admin:" + value + "'");
          case USER -> login("tracker_user", value);
          default -> login("root", value);
        };
    return answers(sandbox, machine, ask);
  }

  private static boolean answers(Sandbox sandbox, String machine, String ask) {
    String answer =
        sandbox.onMachine(machine, "if {\n" + ask + "\n} >/dev/null 2>&1; then echo yes; fi");
    return answer.strip().equals("yes");
  }

  private static String request(String service, String rest, String more) {
    return "curl -fsS -m 10 "
        + more
        + " \"http://$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}"
        + " {{end}}' $(docker ps -q --filter label=com.docker.compose.service="
        + service
        + ") | cut -d' ' -f1):"
        + rest
        + "\"";
  }

  private static String login(String account, String password) {
    return "set -- " + account + "\n" + LOG_IN + password + "\nEND\n";
  }

  /** The secrets of the stored configuration, by their pointers. */
  private Map<String, String> stored(String name) throws IOException {
    JsonNode state = JSON.readTree(folder.resolve("data/" + name + "/environment.json").toFile());
    JsonNode config = state.path("config");
    Map<String, String> secrets = new TreeMap<>();
    for (String pointer : new String[] {TOKEN, USER, ROOT, GRAFANA}) {
      if (config.at(pointer).isTextual()) {
        secrets.put(pointer, config.at(pointer).asText());
      }
    }
    return secrets;
  }

  private static void edit(Path file, String pointer, String value) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) config.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
    Files.writeString(file, config.toPrettyString());
  }
}
