package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real machine: an upgrade that never gets healthy gives way, and a rollback goes back. */
@Tag("thorough")
class RollbackIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Puts an info-hash into the whitelist. */
  private static final String ALLOW =
      "curl --fail --silent --show-error --request POST"
          + " \"http://127.0.0.1:1212/api/v1/whitelist/$1?token=SandboxAccessToken\"";

  /** Tables of the database with rows and columns, by a copy of it. */
  private static final String ROWS =
      "cd /; bash /opt/torrust/bin/stack copy >/tmp/copy.log || { cat /tmp/copy.log; exit 1; };"
          + " grep ^table \"$(ls -d /opt/torrust/.copies/copy-* | tail -n 1)/facts.tsv\" | sort";

  @TempDir private Path folder;

  /** The first has no tracker in it, the second starts and stays and answers nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"busybox:1.37.0", "torrust/tracker:never-healthy"})
  void theReleaseBeforeIsBackWithItsDataWhenAnUpgradeNeverGetsHealthy(String broken)
      throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "rollback-" + ProcessHandle.current().pid();
    String machine = "torrust-tracker-vm-" + name;
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      String first = inForce(sandbox, name);
      String data = "/opt/torrust/storage/tracker/lib/kept-by-the-test";
      sandbox.onMachine(machine, "touch " + data);

      edit(file, all -> all.withObject("/images").put("tracker", broken));
      long begin = System.nanoTime();
      String said = sandbox.fails("release_in_force", "deploy", "--env-file", file.toString());
      System.out.println(
          broken
              + ": back on the release before after "
              + (System.nanoTime() - begin) / 1_000_000_000
              + " s, the failed start included");

      assertTrue(said.contains("was put back"), said);
      assertEquals(first, inForce(sandbox, name));
      sandbox.deployer("test", name, "--announce");
      assertEquals("kept", sandbox.onMachine(machine, "[ -f " + data + " ] && echo kept").strip());

      edit(file, all -> all.remove("images"));
      edit(file, all -> all.withObject("/prometheus").put("scrape_interval_in_secs", 20));
      sandbox.deployer("deploy", "--env-file", file.toString());
      sandbox.deployer("rollback", name);
      assertEquals(first, inForce(sandbox, name));
      sandbox.deployer("test", name);
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  /** Its data was changed and lost by the new release: the old one serves what it had. */
  @Test
  @Tag("long")
  void theDataIsBackAsWellWhenTheUpgradeHasMigratedIt() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "migration-" + ProcessHandle.current().pid();
    String machine = "torrust-tracker-vm-" + name;
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    try {
      sandbox.deployer("deploy", "--env-file", file.toString());
      String first = inForce(sandbox, name);
      for (int number = 1; number <= 5; number++) {
        sandbox.onMachine(machine, ALLOW, "%040x".formatted(number));
      }
      String before = sandbox.onMachine(machine, ROWS);

      edit(file, all -> all.withObject("/images").put("tracker", "torrust/tracker:migrating"));
      String plan = sandbox.deployer("plan", "--env-file", file.toString());
      assertEquals("backup", JSON.readTree(plan).at("/phases/0/phase").asText(), plan);
      long begin = System.nanoTime();
      String said = sandbox.fails("release_in_force", "deploy", "--env-file", file.toString());
      System.out.println(
          "back on the release before with its data after "
              + (System.nanoTime() - begin) / 1_000_000_000
              + " s, the failed start included");

      assertTrue(said.contains("it is again what copy-"), said);
      assertEquals(first, inForce(sandbox, name));
      assertEquals(before, sandbox.onMachine(machine, ROWS));
      assertTrue(before.contains("whitelist\t5"), before);
      sandbox.deployer("test", name, "--announce");
      assertTrue(JSON.readTree(sandbox.deployer("plan", name)).path("changes_nothing").asBoolean());
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }
  }

  private static String inForce(Sandbox sandbox, String name) throws IOException {
    for (JsonNode release : JSON.readTree(sandbox.deployer("releases", name)).path("releases")) {
      if (release.path("in_force").asBoolean()) {
        return release.path("release_id").asText();
      }
    }
    throw new IllegalStateException("no release is in force");
  }

  private static void edit(Path file, Consumer<ObjectNode> edit) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    edit.accept(config);
    Files.writeString(file, config.toPrettyString());
  }
}
