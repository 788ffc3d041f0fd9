package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that nobody here wrote drive the server over standard input and output: the official
 * Python SDK from a need to a tracker and back, refused at each gate in turn, and the inspector of
 * the protocol. The deployer below is in a fake world.
 */
class RealClientIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_MINUTES = 4;

  @TempDir private Path folder;

  private static Path clients() {
    Optional<Path> folder =
        Optional.ofNullable(System.getenv("TORRUST_SANDBOX_AGENTS")).map(Path::of);
    assumeTrue(
        folder.filter(Files::isDirectory).isPresent(),
        "no clients of agents: deployer-testkit/sandbox/agents/install FOLDER, and"
            + " TORRUST_SANDBOX_AGENTS=FOLDER");
    return folder.orElseThrow();
  }

  private List<String> server() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "com.torrust.deployer.mcp.FakeAgent",
        folder.toString());
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.toHandle().destroyForcibly();
    assertTrue(ended, command::toString);
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void theOfficialPythonSdkGoesTheWholeWayAndIsRefusedAtEachGate() throws Exception {
    Path python = clients().resolve("python/bin/python");
    ObjectNode job = JSON.createObjectNode();
    ArrayNode command = job.putArray("server");
    server().forEach(command::add);
    job.put("folder", folder.toString()).put("name", "community");
    job.putObject("answers")
        .put("/environment/name", "community")
        .put("/ssh_credentials/private_key_path", "/home/torrust/.ssh/id_ed25519")
        .put("/ssh_credentials/public_key_path", "/home/torrust/.ssh/id_ed25519.pub")
        .put("/provider/provider", "lxd")
        .put("/provider/profile_name", "community")
        .put("/tracker/core/private", true)
        .put("/tracker/core/database/driver", "mysql")
        .put("/tracker/core/database/host", "mysql")
        .put("/tracker/core/database/port", 3306)
        .put("/tracker/core/database/database_name", "tracker")
        .put("/tracker/core/database/username", "tracker")
        .put("/tracker/http_trackers/0/domain", "tracker.example.org")
        .put("/tracker/http_trackers/0/use_tls_proxy", true)
        .put("/tracker/http_api/domain", "api.example.org")
        .put("/tracker/http_api/use_tls_proxy", true)
        .put("/https/admin_email", "admin@example.org");
    Path file = Files.writeString(folder.resolve("job.json"), job.toString());
    Path script = Path.of("../deployer-testkit/sandbox/agents/operate.py").toAbsolutePath();

    Ran ran = run(List.of(python.toString(), script.toString(), file.toString()));

    assertEquals(0, ran.code(), ran::err);
    JsonNode done = JSON.readTree(ran.out()).get("done");
    List<String> refused = new ArrayList<>();
    done.forEach(
        each -> {
          if (each.asText().startsWith("refused: ")) {
            refused.add(each.asText().substring("refused: ".length()));
          }
        });
    assertEquals(
        List.of(
            "plan.required",
            "plan.stale",
            "approval.foreign",
            "approval.denied",
            "approval.used",
            "plan.required",
            "approval.denied",
            "approval.used"),
        refused);
  }

  @Test
  void theInspectorListsEverythingWithoutAWarning() throws Exception {
    Path inspector = clients().resolve("inspector/node_modules/.bin/mcp-inspector");
    for (String method : List.of("tools/list", "resources/list", "prompts/list")) {
      List<String> command = new ArrayList<>(List.of(inspector.toString(), "--cli"));
      command.addAll(server());
      command.addAll(List.of("--method", method));

      Ran ran = run(command);

      assertEquals(0, ran.code(), ran::err);
      String list = method.substring(0, method.indexOf('/'));
      assertTrue(JSON.readTree(ran.out()).get(list).size() >= 3, ran::out);
      assertFalse(ran.err().toLowerCase(Locale.ROOT).contains("warn"), ran::err);
    }
  }

  @Test
  void theValidatorOfTheFormatAcceptsEverySkill() throws Exception {
    Path validator = clients().resolve("python/bin/agentskills");
    List<Path> skills;
    try (Stream<Path> folders = Files.list(Path.of("../.agents/skills"))) {
      skills = folders.map(Path::toAbsolutePath).sorted().toList();
    }
    assertEquals(7, skills.size());
    for (Path skill : skills) {
      Ran ran = run(List.of(validator.toString(), "validate", skill.toString()));
      assertEquals(0, ran.code(), () -> ran.out() + ran.err());
    }
  }
}
