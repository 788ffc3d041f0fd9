package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.cli.sandbox.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/examples/static-provider as a plug-in of the program as it is. */
class StaticProviderIT {

  private static final Path BUILT = Path.of("../docs/examples/static-provider/target");
  private static final String JAR = "static-provider-0.1.0-SNAPSHOT.jar";

  @TempDir Path folder;

  private Outcome deployer(Sandbox sandbox, String... arguments) {
    return sandbox.deployerUnder(
        List.of("env", "TORRUST_TD_PLUGINS=" + folder.resolve("plugins")), arguments);
  }

  private String succeeds(Sandbox sandbox, String... arguments) {
    Outcome outcome = deployer(sandbox, arguments);
    assertEquals(0, outcome.exitCode(), () -> List.of(arguments) + "\n" + outcome);
    return outcome.out();
  }

  private Path pluggedIn() throws IOException {
    assumeTrue(Files.exists(BUILT.resolve(JAR)), "no plug-in: build docs/examples/static-provider");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    return Files.copy(BUILT.resolve(JAR), plugins.resolve("static-provider.jar"));
  }

  @Test
  void deploysToAMachineOfThePoolAndReleasesIt() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    pluggedIn();
    String name = "pool-" + ProcessHandle.current().pid();
    Path pool = folder.resolve("pool");
    Files.writeString(pool, sandbox.machine(name) + "\n");
    Path claim = folder.resolve("pool." + Files.readString(pool).strip() + ".claim");
    try {
      assertTrue(
          succeeds(sandbox, "create", "template", "--provider", "static", folder + "/t.json")
              .contains("static"));
      environment(sandbox, name, pool);
      assertTrue(succeeds(sandbox, "doctor", name).contains("plugin.static-provider"));

      succeeds(sandbox, "provision", name);
      assertTrue(Files.isSymbolicLink(claim), claim + " is missing");
      succeeds(sandbox, "configure", name);
      succeeds(sandbox, "release", name);
      succeeds(sandbox, "run", name);
      String tested = succeeds(sandbox, "test", name, "--announce");
      assertTrue(tested.contains("udp_tracker.announce"), tested);

      isKeptWithoutItsPlugin(sandbox, name);
      succeeds(sandbox, "destroy", name, "--yes");
      succeeds(sandbox, "purge", name, "--yes");
    } finally {
      sandbox.removeMachine(name);
    }
    assertFalse(Files.isSymbolicLink(claim), claim + " is still there");
  }

  private void environment(Sandbox sandbox, String name, Path pool) throws IOException {
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "(?s)\"provider\": \\{[^}]*\\}",
                "\"provider\": {\"provider\": \"static\", \"pool\": \"" + pool + "\"}"));
    succeeds(sandbox, "create", "environment", "--env-file", file.toString());
  }

  private void isKeptWithoutItsPlugin(Sandbox sandbox, String name) throws IOException {
    Path state = folder.resolve("data").resolve(name).resolve("environment.json");
    String before = Files.readString(state);
    assertTrue(sandbox.deployer("list").contains("static (no adapter here)"));
    assertTrue(sandbox.deployer("show", name).contains("static (no adapter here)"));
    Outcome refused = sandbox.attempt("destroy", name, "--yes");
    assertEquals(6, refused.exitCode(), refused::toString);
    assertTrue(refused.err().contains("provider.adapter_missing"), refused::err);
    assertEquals(section(before), section(Files.readString(state)));
  }

  private static String section(String state) {
    int start = state.indexOf("\"provider\": {");
    return state.substring(start, state.indexOf('}', start));
  }

  @Test
  void deploysToAMachineThatAPluginConfiguresByPlainShell() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    pluggedIn();
    Path shell =
        Path.of("../docs/examples/shell-configurator/target/shell-configurator-0.1.0-SNAPSHOT.jar");
    assumeTrue(Files.exists(shell), "no plug-in: build docs/examples/shell-configurator");
    Files.copy(shell, folder.resolve("plugins/shell-configurator.jar"));
    String name = "shell-" + ProcessHandle.current().pid();
    Path pool = folder.resolve("pool");
    Files.writeString(pool, sandbox.machine(name, "--docker") + "\n");
    try {
      environment(sandbox, name, pool);
      succeeds(sandbox, "provision", name);
      succeeds(sandbox, "configure", name);
      assertEquals("", sandbox.onMachine(name, "ls /etc/torrust-tracker 2>/dev/null || :").strip());
      assertTrue(sandbox.onMachine(name, "cat /etc/docker/daemon.json").contains("userland-proxy"));
      succeeds(sandbox, "release", name);
      succeeds(sandbox, "run", name);
      String tested = succeeds(sandbox, "test", name, "--announce");
      assertTrue(tested.contains("udp_tracker.announce"), tested);
      succeeds(sandbox, "destroy", name, "--yes");
    } finally {
      sandbox.removeMachine(name);
    }
  }

  @Test
  void namesAPluginThatIsNoJar() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    Files.writeString(pluggedIn(), "half of a download");

    Outcome refused = deployer(sandbox, "list");

    assertEquals(6, refused.exitCode(), refused::toString);
    assertTrue(refused.err().contains("plugin.unreadable"), refused::err);
  }
}
