package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the first boot of a machine does ahead, and that whatever becomes of it costs time and
 * nothing else.
 */
@Tag("long")
class AheadIT {

  private static final String AT_WORK =
      "[ \"$(systemctl show --property=ActiveState --value torrust-packages)\" = activating ]";
  private static final String UNPACKING = AT_WORK + " && [ -e /var/lib/dpkg/info/containerd.list ]";
  private static final String UNFINISHED = "did not install everything ahead";

  @TempDir Path folder;

  private final String name = "ahead-" + ProcessHandle.current().pid();
  private final String machine = "torrust-tracker-vm-" + name;

  private Sandbox sandbox() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    sandbox.deployer("create", "environment", "--env-file", file.toString());
    sandbox.deployer("provision", name);
    return sandbox;
  }

  @AfterEach
  void leaveNothing() {
    Sandbox sandbox = Sandbox.in(folder);
    sandbox.attempt("destroy", name, "--yes");
    sandbox.attempt("purge", name, "--yes");
  }

  /** Everything that comes after provision; what was said on the way. */
  private String finish(Sandbox sandbox) {
    Sandbox.Outcome outcome = sandbox.attempt("deploy", name);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.exitCode(), said);
    assertTrue(sandbox.deployer("test", name).contains("\"pass\""));
    assertEquals(
        "", sandbox.onMachine(machine, "systemctl --failed --no-legend --plain").strip(), said);
    return said;
  }

  @Test
  void packagesAndImagesComeFromTheFirstBootAndDockerIsStartedOnce() throws Exception {
    Sandbox sandbox = sandbox();

    String said = finish(sandbox);

    assertFalse(said.contains(UNFINISHED), said);
    assertEquals(
        "1",
        sandbox.onMachine(machine, "grep -c '^Start-Date' /var/log/apt/history.log").strip(),
        "apt was called once");
    assertEquals(
        "1",
        sandbox
            .onMachine(machine, "journalctl --unit docker --output cat | grep -c '^Started docker'")
            .strip(),
        "Docker had its settings from the beginning");
    assertEquals(
        "5",
        sandbox
            .onMachine(machine, "journalctl --unit torrust-images --output cat | grep -c '^docker'")
            .strip(),
        "every image was pulled ahead");
  }

  @Test
  void aKilledAptIsFollowedByAnother() throws Exception {
    Sandbox sandbox = sandbox();
    sandbox.await(machine, UNPACKING);
    sandbox.onMachine(machine, "systemctl kill --signal=KILL torrust-packages");

    String said = finish(sandbox);

    assertTrue(said.contains(UNFINISHED), said);
  }

  @Test
  void aPowerCutInTheMiddleIsMadeGood() throws Exception {
    Sandbox sandbox = sandbox();
    sandbox.await(machine, UNPACKING);
    sandbox.powerCut(machine);
    sandbox.await(machine, "systemctl is-active ssh");

    String said = finish(sandbox);

    assertTrue(said.contains(UNFINISHED), said);
    assertEquals(
        "", sandbox.onMachine(machine, "dpkg --audit").strip(), "nothing is left half installed");
  }

  @Test
  void withoutANetworkConfigureInstallsEverythingItself() throws Exception {
    Sandbox sandbox = sandbox();
    sandbox.onMachine(
        machine,
        "systemctl kill --signal=KILL torrust-packages torrust-images || true;"
            + " rm -rf /var/lib/torrust-ahead /var/lib/apt/lists/*;"
            + " echo 'Acquire::http::Proxy \"http://127.0.0.1:9\";' >/etc/apt/apt.conf.d/99gone");
    // The same script as in a first boot that has no network.
    sandbox.onMachine(machine, "/bin/sh /var/lib/cloud/instance/boothooks/part-003");
    sandbox.await(machine, "! " + AT_WORK + " && [ -d /var/lib/torrust-ahead ]");
    sandbox.onMachine(machine, "rm /etc/apt/apt.conf.d/99gone");

    String said = finish(sandbox);

    assertTrue(said.contains(UNFINISHED), said);
  }
}
