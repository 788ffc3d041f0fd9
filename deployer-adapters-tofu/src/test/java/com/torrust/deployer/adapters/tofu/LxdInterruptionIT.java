package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed, lost or switched off: the same command again ends with the same machine, and
 * destroy with none.
 */
@Tag("long")
class LxdInterruptionIT {

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
      Processes.in(bench.folders().tofu(), "tofu").forEach(Processes::kill);
      lane.cleanUp();
    }
  }

  /** As another process would do it. */
  private Either<DeployError, Machine> tryProvision() {
    bench = lane.bench();
    return bench.provisioner().provision(bench.spec(), bench.context());
  }

  private void provision() {
    tryProvision().getOrElseThrow(error -> new AssertionError(error.toString()));
    assertTrue(lane.instance().path("status").asText().equals("Running"));
  }

  private void assertDestroyLeavesNothing() {
    bench = lane.bench();
    bench
        .provisioner()
        .destroy(bench.spec(), bench.context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
    assertEquals(List.of(), lane.everythingLabelled());
  }

  private Path state() {
    return bench.folders().tofu().resolve("terraform.tfstate");
  }

  private void killTofu() {
    Processes.in(bench.folders().tofu(), "tofu").forEach(Processes::kill);
  }

  @Test
  void theDeployerIsKilledAndTofuGoesOn() throws Exception {
    Process deployer = Processes.java(ProvisionMain.class, "lxd", folder.toString(), lane.name());
    Processes.await("an instance", lane::exists);
    String uuid = lane.uuid();
    Processes.kill(deployer.toHandle());
    assertEquals(1, Processes.in(bench.folders().tofu(), "tofu").size(), "tofu lives on");
    provision();
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.startsWith("warn tofu.still_running")),
        bench.progress().lines()::toString);
    assertEquals(uuid, lane.uuid());
    assertDestroyLeavesNothing();
  }

  @Test
  void theDeployerAndTofuAreKilled() throws Exception {
    Process deployer = Processes.java(ProvisionMain.class, "lxd", folder.toString(), lane.name());
    Processes.await("an instance", lane::exists);
    String uuid = lane.uuid();
    Processes.kill(deployer.toHandle());
    killTofu();
    assertEquals(0, Files.size(state()), "as a killed tofu leaves it");
    provision();
    assertEquals(uuid, lane.uuid());
    assertDestroyLeavesNothing();
  }

  @Test
  void somebodyAsksToStopWhileLxdCreates() throws Exception {
    CompletableFuture<Either<DeployError, Machine>> running =
        CompletableFuture.supplyAsync(
            () -> bench.provisioner().provision(bench.spec(), bench.context()));
    Processes.await("an instance", lane::exists);
    String uuid = lane.uuid();
    bench.cancellation().request("Ctrl-C");
    DeployError error = running.get().getLeft();
    assertEquals("operation.cancelled", error.code().value());
    assertEquals(ErrorKind.CANCELLED, error.kind());
    assertTrue(error.sideEffects().contains("lxd instance '" + lane.name() + "'"), error::toString);
    assertEquals(List.of(), Processes.in(bench.folders().tofu(), "tofu"));
    assertTrue(Files.readString(state()).contains("tainted"), "tofu would replace it");
    provision();
    assertEquals(uuid, lane.uuid());
    assertDestroyLeavesNothing();
  }

  @Test
  void stateAndMachineGoThroughEverythingTogether() throws IOException {
    provision();
    String uuid = lane.uuid();

    Files.delete(state());
    LxdLane.lxc(List.of("stop", "--force", lane.name()));
    provision();
    assertEquals(uuid, lane.uuid(), "lost state, switched off");
    assertTrue(
        bench.progress().lines().contains("resource lxd instance '" + lane.name() + "' adopted"));

    Files.writeString(state(), "{\"version\": 4, \"resou");
    provision();
    assertEquals(uuid, lane.uuid(), "state cut off");

    assertEquals("provision.would_replace", provisionOfAnEphemeralMachine().code().value());
    assertEquals(uuid, lane.uuid(), "a plan that replaces is not applied");

    Files.delete(state());
    assertDestroyLeavesNothing();
  }

  private DeployError provisionOfAnEphemeralMachine() throws IOException {
    bench = lane.bench();
    Path project = bench.folders().build().resolve("tofu/lxd/main.tf");
    String type = "  type     = var.instance_type";
    Files.writeString(
        project, Files.readString(project).replace(type, "  ephemeral = true\n" + type));
    return bench.provisioner().provision(bench.spec(), bench.context()).getLeft();
  }

  @Test
  void onlyWhatIsOursAndUnfinishedIsRemoved() {
    LxdLane.lxc(List.of("init", lane.config().image(), lane.name()));
    String uuid = lane.uuid();
    assertEquals(
        "provider.name_taken",
        bench.provisioner().check(bench.spec(), bench.context()).getLeft().code().value());
    assertTrue(tryProvision().isLeft());
    assertDestroyLeavesNothing();
    assertEquals(uuid, lane.uuid(), "somebody else's is never touched");

    String label = "user." + Label.KEY + "=" + bench.spec().label().value();
    LxdLane.lxc(List.of("config", "set", lane.name(), label));
    LxdLane.lxc(List.of("config", "unset", lane.name(), "volatile.apply_template"));
    provision();
    assertTrue(!uuid.equals(lane.uuid()), "the half-made one is gone");
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.startsWith("warn provision.half_made_removed")));
    assertDestroyLeavesNothing();
  }

  @Test
  void aMachineOfAnOlderDeployerIsTakenOver() throws IOException {
    LxdLane.lxc(List.of("profile", "copy", "default", lane.name()));
    LxdLane.lxc(List.of("launch", lane.config().image(), lane.name(), "--profile", lane.name()));
    String uuid = lane.uuid();
    Files.writeString(
        bench.folders().build().resolve("tofu/lxd/terraform.tfstate"),
        """
        {"version": 4, "resources": [
          {"mode": "managed", "type": "lxd_profile", "name": "torrust_profile",
           "instances": [{"attributes": {"name": "%1$s"}}]},
          {"mode": "managed", "type": "lxd_instance", "name": "torrust_vm",
           "instances": [{"attributes": {"name": "%1$s"}}]}]}
        """
            .formatted(lane.name()));
    provision();
    assertEquals(uuid, lane.uuid());
    assertEquals(2, lane.everythingLabelled().size(), "it carries the label from now on");
    assertDestroyLeavesNothing();
  }
}
