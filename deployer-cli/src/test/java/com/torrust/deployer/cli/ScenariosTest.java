package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.RenderTarget;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenarios of the documentation cannot be stale: each configuration is what the answers give,
 * and what is expected of it is read from the artifacts that it renders to.
 */
class ScenariosTest {

  private static final Path SCENARIOS = Path.of("../docs/examples/scenarios");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> HELPERS = Set.of("json-exporter", "statistics-proxy", "backup");

  @TempDir private Path folder;

  private static List<Path> scenarios() {
    try (Stream<Path> all = Files.list(SCENARIOS)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private Deployer deployer() {
    return Deployer.builder()
        .workingDirectory(folder)
        .variables(Map.of("HCLOUD_TOKEN", "a-token-of-the-cloud"))
        .sshKeyFiles(FakeWorld.create().sshKeyFiles())
        .build();
  }

  private static JsonNode read(Path scenario, String file) throws IOException {
    return JSON.readTree(Files.readString(scenario.resolve(file)));
  }

  private static Interview.Result answered(Deployer deployer, Path scenario) throws IOException {
    Map<String, ConfigValue> answers = new LinkedHashMap<>();
    ((ObjectValue) JsonDocuments.read(Files.readString(scenario.resolve("answers.json"))).get())
        .members()
        .forEach(member -> answers.put(member.name(), member.value()));
    return deployer.interview().get().answerAll(answers, true);
  }

  @Test
  void areTwentyAtLeastAndNumbered() {
    assertTrue(scenarios().size() >= 20, scenarios()::toString);
    for (int number = 1; number <= scenarios().size(); number++) {
      String name = scenarios().get(number - 1).getFileName().toString();
      assertTrue(name.startsWith(String.format("%02d-", number)), name);
    }
  }

  @TestFactory
  Stream<DynamicTest> areWhatTheirAnswersGive() {
    return scenarios().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getFileName().toString(), () -> isWhatItsAnswersGive(scenario)));
  }

  private void isWhatItsAnswersGive(Path scenario) throws IOException {
    JsonNode expected = read(scenario, "expect.json");
    assertTrue(Files.readString(scenario.resolve("need.md")).lines().count() >= 3);
    try (Deployer deployer = deployer()) {
      Interview.Result result = answered(deployer, scenario);
      if (!expected.get("valid").asBoolean()) {
        assertEquals(
            List.of(expected.get("refused").asText()),
            result.findings().stream().map(each -> each.code().value()).distinct().toList());
        return;
      }
      assertEquals(List.of(), result.findings());
      assertTrue(result.interview().isComplete(), () -> "open: " + result.interview().next());
      String config = JsonDocuments.write(result.interview().document()) + "\n";
      Path file = scenario.resolve("config.json");
      if (Boolean.getBoolean("scenarios.write")) {
        Files.writeString(file, config);
      }
      assertEquals(Files.readString(file), config, "made anew by -Dscenarios.write=true");
      holds(expected, JSON.readTree(config), rendered(deployer, config));
    }
  }

  /** The compose file. */
  private JsonNode rendered(Deployer deployer, String config) throws IOException {
    // Where references stand, something has to be.
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "config", ".json"),
            config.replaceAll(
                "\\{\\s*\"(?:generate|env)\": (?:\\{\\}|\"[A-Z_]+\")\\s*\\}",
                "\"a-sample-of-a-secret\""));
    Path out = Files.createTempDirectory(folder, "out").resolve("artifacts");
    deployer
        .render(
            file.toAbsolutePath(),
            new RenderTarget(HostAddress.parse("192.0.2.7").orElseThrow(), out, true))
        .getOrElseThrow(DeployException::new);
    try (Stream<Path> files = Files.walk(out)) {
      Path compose =
          files
              .filter(each -> each.getFileName().toString().matches("(?:docker-)?compose.ya?ml"))
              .findFirst()
              .orElseThrow();
      return new YAMLMapper().readTree(Files.readString(compose));
    }
  }

  private static void holds(JsonNode expected, JsonNode config, JsonNode compose) {
    Set<String> services = new TreeSet<>();
    compose.get("services").fieldNames().forEachRemaining(services::add);
    services.removeAll(HELPERS);
    Set<String> wanted = new TreeSet<>();
    expected.get("services").forEach(each -> wanted.add(each.asText()));
    assertEquals(wanted, services, compose::toString);
    assertEquals(expected.get("tls").asBoolean(), services.contains("caddy"));
    assertEquals(
        expected.get("database").asText(), config.at("/tracker/core/database/driver").asText());
    assertEquals(
        expected.get("private").asBoolean(), config.at("/tracker/core/private").asBoolean());
    if (expected.has("udp")) {
      assertEquals(expected.get("udp").asInt(), config.at("/tracker/udp_trackers").size());
    }
    if (expected.has("http")) {
      assertEquals(expected.get("http").asInt(), config.at("/tracker/http_trackers").size());
    }
    if (expected.has("published")) {
      Set<String> published = new TreeSet<>();
      compose
          .at("/services/tracker/ports")
          .forEach(port -> published.add(port.asText().replaceFirst("^.*:", "")));
      Set<String> open = new TreeSet<>();
      expected.get("published").forEach(port -> open.add(port.asText()));
      assertEquals(
          open,
          published.stream()
              .map(port -> port.contains("/") ? port : port + "/tcp")
              .collect(Collectors.toCollection(TreeSet::new)),
          compose::toString);
    }
    if (expected.has("image")) {
      assertEquals(expected.get("image").asText(), compose.at("/services/tracker/image").asText());
    }
  }

  @Test
  void noTwoAreTheSameAndNoneHoldsASecret() throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> needs = new ArrayList<>();
    for (Path scenario : scenarios()) {
      needs.add(Files.readString(scenario.resolve("need.md")));
      Path file = scenario.resolve("config.json");
      if (Files.exists(file)) {
        String config =
            Files.readString(file).replaceAll("\"(?:name|profile_name)\": \"[^\"]*\"", "");
        assertTrue(seen.add(config), scenario::toString);
        JsonNode tree = JSON.readTree(Files.readString(file));
        for (String secret :
            List.of(
                "/tracker/http_api/admin_token",
                "/tracker/core/database/password",
                "/tracker/core/database/root_password",
                "/grafana/admin_password",
                "/provider/api_token")) {
          assertFalse(tree.at(secret).isTextual(), () -> scenario + " " + secret);
        }
      }
    }
    assertEquals(needs.size(), new HashSet<>(needs).size());
  }
}
