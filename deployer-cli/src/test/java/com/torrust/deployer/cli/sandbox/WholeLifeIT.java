package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program from a configuration file to a tracker that answers announces, and back to nothing.
 */
class WholeLifeIT {

  @TempDir Path folder;

  @Test
  void makesAMachineDeploysAnnouncesAndLeavesNothingBehind() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "life-" + ProcessHandle.current().pid();
    Path file = sandbox.environmentFile("sandbox-sqlite3", name);
    try {
      sandbox.deployer("create", "environment", "--env-file", file.toString());
      String deployed = sandbox.deployer("deploy", name);
      String tested = sandbox.deployer("test", name, "--announce");

      assertTrue(deployed.contains("udp://"), deployed);
      assertTrue(tested.contains("\"pass\""), tested);
      assertTrue(tested.contains("udp_tracker.announce"), tested);
      assertTrue(sandbox.lxdHas("/1.0/instances/torrust-tracker-vm-" + name));
    } finally {
      sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");
    }

    assertFalse(sandbox.lxdHas("/1.0/instances/torrust-tracker-vm-" + name));
    assertFalse(sandbox.lxdHas("/1.0/profiles/torrust-profile-" + name));
    assertEquals("false", sandbox.deployer("exists", name).strip());
    assertFalse(Files.exists(folder.resolve("build").resolve(name)));
  }

  @Test
  void adoptsAMachineRunsMysqlOnItAndLeavesItUntouched() throws Exception {
    Sandbox sandbox = Sandbox.in(folder);
    String name = "adopt-" + ProcessHandle.current().pid();
    String address = sandbox.machine(name, "--docker");
    try {
      Path file = sandbox.environmentFile("sandbox-mysql", name);
      sandbox.deployer("create", "environment", "--env-file", file.toString());
      sandbox.deployer("register", name, "--instance-ip", address);
      sandbox.deployer("deploy", name);
      String tested = sandbox.deployer("test", name, "--announce");
      String destroyed = sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");

      assertTrue(tested.contains("\"pass\""), tested);
      assertTrue(destroyed.contains(address), destroyed);
      assertTrue(sandbox.lxdHas("/1.0/instances/" + name), "the registered machine is gone");
    } finally {
      sandbox.removeMachine(name);
    }
  }
}
