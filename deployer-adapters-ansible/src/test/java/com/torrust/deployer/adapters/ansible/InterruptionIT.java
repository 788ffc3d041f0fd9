package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine.Origin;
import com.torrust.deployer.domain.port.Configurator.Report;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a run ends, the same command finishes what it began. */
@Tag("long")
final class InterruptionIT {

  /** While apt is at work and settings are being written. */
  private static final String IN_THE_MIDDLE =
      "task Write settings, make the folder of the stack and begin to install packages changed";

  @TempDir Path folder;

  @Test
  void whatWasCancelledOrCutOffIsFinishedByTheNextRunAndAKilledDeployerLosesNothing() {
    try (MachineLane machine = MachineLane.orSkip("--docker")) {
      Bench cancelled = machine.bench(folder, Origin.PROVISIONED);
      CompletableFuture<Either<DeployError, Report>> first =
          CompletableFuture.supplyAsync(cancelled::configure);
      awaitMiddle(cancelled);
      cancelled.cancellation().request("Ctrl-C");
      assertEquals("operation.cancelled", first.join().getLeft().code().value());
      assertEquals(List.of(), ansibles(cancelled), "nothing of it is left on this computer");
      // In the middle of what dpkg does: the machine's own unit goes on after the cancellation.
      machine.powerCut();

      Bench killed = cancelled.again(cancelled.config());
      killed.startAndDie();
      Bench next = killed.again(killed.config());
      next.configure().get();

      assertTrue(
          next.progress().lines().get(0).startsWith("warn configure.still_running"),
          next.progress().lines()::toString);
      assertEquals(
          1,
          next.progress().lines().stream()
              .filter("line ansible Look at the machine"::equals)
              .count(),
          "one Ansible in all");
      assertEquals("", machine.onMachine("dpkg", "--audit").strip());
      assertEquals(
          0, next.configure().get().changed(), () -> "once finished: " + next.progress().lines());
    }
  }

  private static void awaitMiddle(Bench bench) {
    MachineLane.await(
        "the middle of the run", () -> bench.progress().lines().contains(IN_THE_MIDDLE));
  }

  /** Processes that were started for that playbook and still run. */
  private static List<String> ansibles(Bench bench) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(
            line -> line.contains("ansible-playbook") && line.contains(bench.playbook().toString()))
        .toList();
  }
}
