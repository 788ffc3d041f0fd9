package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a machine with the real OpenTofu on a real LXD, whatever happens in between. */
class LxdProvisionIT {

  @TempDir Path folder;

  private LxdLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = LxdLane.orSkip(folder);
    bench = lane.bench();
  }

  @AfterEach
  void leaveNothing() {
    if (lane != null) {
      lane.cleanUp();
    }
  }

  private Machine provision() {
    return bench
        .provisioner()
        .provision(bench.spec(), bench.context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  private List<FoundResource> destroy() {
    return bench
        .provisioner()
        .destroy(bench.spec(), bench.context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  @Test
  void makesAMachineOnceAndLeavesNothingBehind() throws IOException {
    assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight());
    Machine machine = provision();
    assertEquals(bench.spec().name(), machine.name());
    assertFalse(machine.address().isIpv6());
    assertTrue(
        bench.progress().lines().contains("resource lxd_instance.machine created"),
        bench.progress().lines()::toString);
    String uuid = lane.uuid();

    Machine again = provision();
    assertEquals(machine.address(), again.address());
    assertEquals(uuid, lane.uuid());
    assertEquals(
        1,
        bench.progress().lines().stream()
            .filter("resource lxd_instance.machine creating"::equals)
            .count());

    assertEquals(
        List.of("lxd instance", "lxd profile"),
        bench.provisioner().find(bench.spec(), bench.context()).get().stream()
            .map(FoundResource::kind)
            .toList());
    assertEquals(2, destroy().size());
    assertEquals(List.of(), lane.everythingLabelled());
    try (var left = Files.list(bench.folders().tofu())) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(List.of(), destroy(), "nothing is left to remove");
  }
}
