package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program from a configuration file to a tracker that answers announces, and back to nothing.
 */
class WholeLifeIT {

  /** How this computer is seen on the network of the sandbox. */
  private static final String OVER_IPV4 = "over IPv4: 10.77.0.1";

  private static final String OVER_IPV6 = "over IPv6: fd77:7e57::1";

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
      assertSeesItsClients(2, tested);
      assertNobodyRelays(sandbox, "torrust-tracker-vm-" + name);
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
      assertSeesItsClients(4, tested);
      assertNobodyRelays(sandbox, name);
      String destroyed = sandbox.deployer("destroy", name, "--yes");
      sandbox.deployer("purge", name, "--yes");

      assertTrue(tested.contains("\"pass\""), tested);
      assertTrue(destroyed.contains(address), destroyed);
      assertTrue(sandbox.lxdHas("/1.0/instances/" + name), "the registered machine is gone");
    } finally {
      sandbox.removeMachine(name);
    }
  }

  /** Each listener was announced to over both families, and stored the address that asked. */
  private static void assertSeesItsClients(int listeners, String tested) throws IOException {
    List<String> stored = new ArrayList<>();
    for (JsonNode check : new ObjectMapper().readTree(tested).path("checks")) {
      if (check.path("id").asText().endsWith("_tracker.announce")) {
        String subject = check.path("subject").asText();
        stored.add(
            subject.substring(subject.indexOf(" over ") + 1)
                + check.path("detail").asText().replaceFirst(".*; stored as", ":"));
      }
    }
    stored.sort(Comparator.naturalOrder());
    List<String> wanted = new ArrayList<>(Collections.nCopies(listeners, OVER_IPV4));
    wanted.addAll(Collections.nCopies(listeners, OVER_IPV6));
    assertEquals(wanted, stored, tested);
  }

  /** Docker's relay between a published port and a container hides who asks. */
  private static void assertNobodyRelays(Sandbox sandbox, String machine) {
    assertEquals(
        "",
        sandbox.onMachine(machine, "ps -C docker-proxy -o args= || true").strip(),
        "a userland proxy stands between clients and containers");
  }
}
