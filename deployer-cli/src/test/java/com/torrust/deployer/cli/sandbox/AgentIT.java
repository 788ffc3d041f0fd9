package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent, played by the official Python SDK of the Model Context Protocol, deploys a private
 * tracker with MySQL and HTTPS on a real machine by the real program, and takes it down again; it
 * is refused at each gate in turn.
 */
@Tag("thorough")
class AgentIT {

  private static final long LIMIT_MINUTES = 15;

  @TempDir Path folder;

  @Test
  void anAgentGoesFromANeedToATrackerAndBackToNothing() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    assumeTrue(
        System.getenv("TORRUST_SANDBOX_AGENTS") != null, "no clients of agents in the sandbox");
    String name = "agent-" + ProcessHandle.current().pid();
    String key = System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY");
    ObjectMapper json = new ObjectMapper();
    ObjectNode job = json.createObjectNode();
    ArrayNode server = job.putArray("server");
    List.of(
            Sandbox.program().toString(),
            "--working-dir",
            folder.toString(),
            "mcp",
            "--allow",
            "write,spend,destroy",
            "--environments",
            name)
        .forEach(server::add);
    job.put("folder", folder.toString()).put("name", name);
    ObjectNode variables = job.putObject("env");
    System.getenv().forEach(variables::put);
    job.putObject("answers")
        .put("/environment/name", name)
        .put("/ssh_credentials/private_key_path", key)
        .put("/ssh_credentials/public_key_path", key + ".pub")
        .put("/provider/provider", "lxd")
        .put("/provider/profile_name", "torrust-profile-" + name)
        .put("/provider/image", System.getenv("TORRUST_SANDBOX_LXD_IMAGE"))
        .put("/provider/instance_type", "container")
        .put("/tracker/core/private", true)
        .put("/tracker/core/database/driver", "mysql")
        .put("/tracker/core/database/host", "mysql")
        .put("/tracker/core/database/port", 3306)
        .put("/tracker/core/database/database_name", "tracker")
        .put("/tracker/core/database/username", "tracker_user")
        .put("/tracker/http_trackers/0/domain", "tracker.tracker.local")
        .put("/tracker/http_trackers/0/use_tls_proxy", true)
        .put("/tracker/http_api/domain", "api.tracker.local")
        .put("/tracker/http_api/use_tls_proxy", true)
        .put("/https/admin_email", "admin@tracker.local")
        .put("/https/use_staging", true);
    Path file = Files.writeString(folder.resolve("job.json"), job.toString());
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    try {
      Process agent =
          new ProcessBuilder(
                  Path.of(System.getenv("TORRUST_SANDBOX_AGENTS"), "python/bin/python").toString(),
                  Path.of("../deployer-testkit/sandbox/agents/operate.py")
                      .toAbsolutePath()
                      .toString(),
                  file.toString())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = agent.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      agent.toHandle().destroyForcibly();

      String said = Files.readString(err);
      assertTrue(ended, said);
      assertEquals(0, agent.exitValue(), said);
      assertTrue(Files.readString(out).contains("refused: approval.used"), said);
      assertFalse(sandbox.lxdHas("/1.0/instances/torrust-tracker-vm-" + name));
      assertTrue(
          Files.readString(folder.resolve("data/.mcp/audit.jsonl")).contains("\"elicitation by"));
    } finally {
      sandbox.attempt("destroy", name, "--yes");
    }
  }
}
