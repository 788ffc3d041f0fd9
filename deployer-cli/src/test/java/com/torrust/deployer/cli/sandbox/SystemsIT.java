package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.sandbox.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Systems with the packages and defaults of their own distributions: how SSH is listened for,
 * Python, Docker and Compose, programs that ask after an installation, coreutils and sudo in Rust.
 */
@Tag("long")
class SystemsIT {

  @TempDir Path folder;
  private Sandbox sandbox;
  private String name;

  @BeforeEach
  void prepare() {
    sandbox = Sandbox.in(folder);
    name = "system-" + ProcessHandle.current().pid();
  }

  @AfterEach
  void removeMachine() {
    if (sandbox != null) {
      sandbox.removeMachine(name);
    }
  }

  private String said(String... arguments) {
    Outcome outcome = sandbox.attempt(arguments);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.exitCode(), said);
    return said;
  }

  private String register(String system) throws IOException {
    String address = sandbox.machine(name, "--system", system);
    Path file = sandbox.environmentFileWithBackup("sandbox-sqlite3", name);
    sandbox.deployer("create", "environment", "--env-file", file.toString());
    return address;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ubuntu-22.04", "ubuntu-24.04", "ubuntu-26.04"})
  void deploysToAServerOfUbuntuAndItSurvivesAReboot(String system) throws IOException {
    String address = register(system);
    String listening = sandbox.onMachine(name, "systemctl is-active ssh.socket || true").strip();

    said("register", name, "--instance-ip", address);
    said("deploy", name);

    assertTrue(said("test", name, "--announce").contains("udp_tracker.announce"));
    assertEquals(
        listening, sandbox.onMachine(name, "systemctl is-active ssh.socket || true").strip());
    said("configure", name);
    reboot();
    assertTrue(said("test", name, "--announce").contains("udp_tracker.announce"));
  }

  /** What is below /run does not outlive a boot. */
  private void reboot() {
    sandbox.onMachine(name, "touch /run/before; systemctl reboot");
    sandbox.await(
        name, "test ! -e /run/before && systemctl is-active docker && docker ps --quiet | grep .");
    sandbox.await(name, "! docker ps --format '{{.Status}}' | grep -v '(healthy)'");
  }

  /** Its Docker is too old for the stack; one from Docker's own repository would do. */
  @Test
  void saysThatDebian12ItselfHasNoDockerThatWillDo() throws IOException {
    String address = register("debian-12");
    String said =
        sandbox.fails("configure.unsupported_system", "register", name, "--instance-ip", address);
    assertTrue(said.contains("docker-ce"), said);
  }
}
