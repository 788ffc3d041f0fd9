package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployed environment is changed in place: nothing restarts that a plan did not name, and a
 * client of a listener that was not touched loses nothing.
 */
@Tag("thorough")
class ChangeIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GRAFANA = "/grafana";
  private static final String BACKUP = "/backup";
  private static final String UDP = "/tracker/udp_trackers";
  private static final String SCRAPE_INTERVAL = "scrape_interval_in_secs";
  private static final String BIND_ADDRESS = "bind_address";
  private static final int UDP_PORT = 6969;

  @TempDir private Path folder;

  @Test
  void restartsExactlyTheServicesThatThePlanNames() throws Exception {
    Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
    changes.put("scrape interval", all -> all.withObject("/prometheus").put(SCRAPE_INTERVAL, 20));
    changes.put("second UDP tracker", ChangeIT::anotherUdpTracker);
    changes.put("without Grafana", all -> all.remove("grafana"));
    apply("sandbox-sqlite3", changes);
  }

  @Test
  @Tag("long")
  void appliesEachKindOfChangeAloneAndThenPlansNone() throws Exception {
    Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
    changes.put("scrape interval", all -> all.withObject("/prometheus").put(SCRAPE_INTERVAL, 20));
    changes.put("token of the API", all -> api(all).put("admin_token", "AnotherSandboxToken"));
    changes.put(
        "password of Grafana",
        all -> all.withObject(GRAFANA).put("admin_password", "another-sandbox-password"));
    changes.put(
        "another tag of Prometheus' image",
        all -> image(all, "prometheus", "docker.io/prom/prometheus:v3.11.2"));
    changes.put(
        "another tag of the tracker's image",
        all -> image(all, "tracker", "docker.io/torrust/tracker:3.0.0"));
    changes.put("backups", all -> all.putObject("backup"));
    changes.put("schedule of backups", all -> all.withObject(BACKUP).put("schedule", "30 4 * * *"));
    changes.put("kept backups", all -> all.withObject(BACKUP).put("retention_days", 3));
    changes.put("no backups", all -> all.remove("backup"));
    changes.put("HTTPS with a domain for the API", ChangeIT::secured);
    changes.put("another domain of the API", all -> api(all).put("domain", "other.tracker.local"));
    changes.put("no HTTPS", ChangeIT::unsecured);
    changes.put("second UDP tracker", ChangeIT::anotherUdpTracker);
    changes.put(
        "port of the second UDP tracker",
        all -> ((ObjectNode) all.withArray(UDP).get(1)).put(BIND_ADDRESS, "[::]:6870"));
    changes.put("one UDP tracker again", all -> all.withArray(UDP).remove(1));
    changes.put(
        "port of the HTTP tracker",
        all ->
            ((ObjectNode) all.withArray("/tracker/http_trackers").get(0))
                .put(BIND_ADDRESS, "[::]:7071"));
    changes.put("port of the API", all -> api(all).put(BIND_ADDRESS, "[::]:1213"));
    changes.put(
        "port of the health check",
        all -> all.withObject("/tracker/health_check_api").put(BIND_ADDRESS, "0.0.0.0:1314"));
    changes.put("private", all -> all.withObject("/tracker/core").put("private", true));
    changes.put("public again", all -> all.withObject("/tracker/core").put("private", false));
    changes.put("without Grafana", all -> all.remove("grafana"));
    changes.put("without Prometheus", all -> all.remove("prometheus"));
    changes.put("Prometheus", all -> all.putObject("prometheus").put(SCRAPE_INTERVAL, 5));
    changes.put(
        "Grafana",
        all ->
            all.putObject("grafana")
                .put("admin_user", "admin")
                .put("admin_password", "sandbox-admin-password"));
    apply("sandbox-sqlite3", changes);
  }

  private void apply(String example, Map<String, Consumer<ObjectNode>> changes) throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "change-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFile(example, name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      System.out.println("| Change | Phases | Services that restarted | Took | Announces lost |");
      System.out.println("| --- | --- | --- | --- | --- |");
      for (Map.Entry<String, Consumer<ObjectNode>> change : changes.entrySet()) {
        System.out.println(
            "| " + change.getKey() + " " + changed(sandbox, name, file, change.getValue()));
      }
      sandbox.deployer("test", name);
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  private static ObjectNode api(ObjectNode all) {
    return all.withObject("/tracker/http_api");
  }

  private static void image(ObjectNode all, String component, String image) {
    all.withObject("/images").put(component, image);
  }

  private static void anotherUdpTracker(ObjectNode all) {
    all.withArray(UDP).addObject().put(BIND_ADDRESS, "[::]:6868");
  }

  private static void secured(ObjectNode all) {
    api(all).put("domain", "api.tracker.local").put("use_tls_proxy", true);
    all.putObject("https").put("admin_email", "admin@tracker.local").put("use_staging", true);
  }

  private static void unsecured(ObjectNode all) {
    api(all).remove("domain");
    api(all).remove("use_tls_proxy");
    all.remove("https");
  }

  /** The rest of the line of the table. */
  private String changed(Sandbox sandbox, String name, Path file, Consumer<ObjectNode> edit)
      throws Exception {
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    boolean announces = !config.at("/tracker/core/private").asBoolean();
    edit.accept(config);
    Files.writeString(file, config.toPrettyString());
    String machine = "torrust-tracker-vm-" + name;
    Map<String, String> before = started(sandbox, machine);
    long begin = System.nanoTime();

    String plan = sandbox.deployer("plan", "--env-file", file.toString());
    JsonNode planned = JSON.readTree(plan);
    assertEquals(before, started(sandbox, machine), "a plan touches nothing");
    String lost = "–";
    if (announces && !named(planned).contains("tracker")) {
      try (AnnouncingClient client = AnnouncingClient.at(udp(sandbox, name))) {
        deploy(sandbox, file, planned);
        int missing = client.lost();
        assertEquals(0, missing, "announces lost of " + client.sent() + " by " + plan);
        lost = missing + " of " + client.sent();
      }
    } else {
      deploy(sandbox, file, planned);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

    Map<String, String> after = started(sandbox, machine);
    TreeSet<String> touched = new TreeSet<>(before.keySet());
    touched.addAll(after.keySet());
    touched.removeIf(service -> before.getOrDefault(service, "").equals(after.get(service)));
    assertEquals(named(planned), touched, plan);
    String again = sandbox.deployer("plan", name);
    assertTrue(JSON.readTree(again).path("changes_nothing").asBoolean(), again);
    return "| %s | %s | %d s | %s |"
        .formatted(phases(planned), String.join(", ", touched), seconds, lost);
  }

  private static void deploy(Sandbox sandbox, Path file, JsonNode plan) {
    sandbox.deployer("deploy", "--env-file", file.toString(), "--plan", plan.path("plan").asText());
  }

  private static InetSocketAddress udp(Sandbox sandbox, String name) throws Exception {
    String shown = sandbox.deployer("show", name);
    String address = JSON.readTree(shown).at("/infrastructure/instance_ip").asText();
    assertTrue(!address.isEmpty(), shown);
    return new InetSocketAddress(address, UDP_PORT);
  }

  private static String phases(JsonNode plan) {
    TreeSet<String> phases = new TreeSet<>();
    plan.path("phases")
        .forEach(
            phase -> {
              if (!"none".equals(phase.path("effect").asText())) {
                phases.add(phase.path("phase").asText());
              }
            });
    return String.join(", ", phases);
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
