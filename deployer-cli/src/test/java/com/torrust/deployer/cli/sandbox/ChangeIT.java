package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployed environment is changed in place, and nothing restarts that a plan did not name. */
class ChangeIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void restartsExactlyTheServicesThatThePlanNames() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "change-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());

      change(sandbox, name, file, all -> prometheus(all).put("scrape_interval_in_secs", 20));
      change(sandbox, name, file, all -> api(all).put("admin_token", "AnotherSandboxToken"));
      change(sandbox, name, file, ChangeIT::anotherUdpTracker);
      change(sandbox, name, file, ChangeIT::oneUdpTracker);
      change(sandbox, name, file, all -> all.remove("grafana"));
      sandbox.deployer("test", name);
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  private static ObjectNode api(ObjectNode all) {
    return all.withObject("/tracker/http_api");
  }

  private static ObjectNode prometheus(ObjectNode all) {
    return all.withObject("/prometheus");
  }

  private static void anotherUdpTracker(ObjectNode all) {
    all.withArray("/tracker/udp_trackers").addObject().put("bind_address", "[::]:6868");
  }

  private static void oneUdpTracker(ObjectNode all) {
    all.withArray("/tracker/udp_trackers").remove(1);
  }

  private void change(Sandbox sandbox, String name, Path file, Consumer<ObjectNode> edit)
      throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    edit.accept(config);
    Files.writeString(file, config.toPrettyString());
    String machine = "torrust-tracker-vm-" + name;
    Map<String, String> before = started(sandbox, machine);

    String plan = sandbox.deployer("plan", "--env-file", file.toString());
    JsonNode planned = JSON.readTree(plan);
    assertEquals(before, started(sandbox, machine), "a plan touches nothing");
    sandbox.deployer(
        "deploy", "--env-file", file.toString(), "--plan", planned.path("plan").asText());

    Map<String, String> after = started(sandbox, machine);
    TreeSet<String> touched = new TreeSet<>(before.keySet());
    touched.addAll(after.keySet());
    touched.removeIf(service -> before.getOrDefault(service, "").equals(after.get(service)));
    assertEquals(named(planned), touched, plan);
    String again = sandbox.deployer("plan", name);
    assertTrue(JSON.readTree(again).path("changes_nothing").asBoolean(), again);
  }

  private static TreeSet<String> named(JsonNode plan) {
    TreeSet<String> services = new TreeSet<>();
    plan.path("phases")
        .forEach(
            phase ->
                phase
                    .path("services")
                    .forEach(service -> services.add(service.path("service").asText())));
    return services;
  }

  /** When each container of the stack began, by its service. */
  private static Map<String, String> started(Sandbox sandbox, String machine) {
    Map<String, String> started = new TreeMap<>();
    sandbox
        .onMachine(
            machine,
            "docker ps -q | xargs docker inspect -f"
                + " '{{index .Config.Labels \"com.docker.compose.service\"}}"
                + " {{.State.StartedAt}}'")
        .lines()
        .map(line -> line.strip().split(" "))
        .filter(words -> words.length == 2)
        .forEach(words -> started.put(words[0], words[1]));
    return started;
  }
}
