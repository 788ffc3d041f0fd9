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
  private static final String IN_THE_MIDDLE = "task Begin to install packages changed";

  @TempDir Path folder;

  @Test
  void aCancelledRunIsFinishedByTheNext() {
    try (MachineLane machine = MachineLane.orSkip()) {
      Bench bench = machine.bench(folder, Origin.PROVISIONED);
      CompletableFuture<Either<DeployError, Report>> first =
          CompletableFuture.supplyAsync(bench::configure);
      awaitMiddle(bench);
      bench.cancellation().request("Ctrl-C");

      assertEquals("operation.cancelled", first.join().getLeft().code().value());
      assertEquals(List.of(), ansibles(bench), "nothing of it is left on this computer");
      assertFinished(bench.again(bench.config()));
    }
  }

  /** Ansible tries to connect again, so the first run may even get to its end. */
  @Test
  void aPowerCutIsSurvivedOrFinishedByTheNextRun() {
    try (MachineLane machine = MachineLane.orSkip()) {
      Bench bench = machine.bench(folder, Origin.PROVISIONED);
      CompletableFuture<Either<DeployError, Report>> first =
          CompletableFuture.supplyAsync(bench::configure);
      MachineLane.await(
          "that packages are unpacked",
          () -> machine.codeOnMachine("test", "-e", "/usr/bin/runc") == 0);
      machine.powerCut();

      boolean survived = first.join().isRight();
      Bench next = bench.again(bench.config());
      Report report = next.configure().get();
      assertTrue(
          !survived || report.changed() == 0,
          () -> "the first run called this finished: " + next.progress().told());
      assertFinished(next);
      assertEquals("", machine.onMachine("dpkg", "--audit").strip());
    }
  }

  @Test
  void aRunWhoseDeployerWasKilledIsAwaitedAndNotStartedAgain() {
    try (MachineLane machine = MachineLane.orSkip()) {
      Bench killed = machine.bench(folder, Origin.PROVISIONED);
      killed.startAndDie();

      Bench next = killed.again(killed.config());
      Report report = next.configure().get();

      assertTrue(report.changed() > 0, "what the killed one's Ansible did");
      assertTrue(
          next.progress().told().get(0).startsWith("warn configure.still_running"),
          next.progress().told()::toString);
      assertEquals(
          1,
          next.progress().told().stream()
              .filter("line ansible Look at the machine"::equals)
              .count(),
          "one Ansible in all");
      assertEquals(0, next.configure().get().changed());
    }
  }

  private static void awaitMiddle(Bench bench) {
    MachineLane.await(
        "the middle of the run", () -> bench.progress().told().contains(IN_THE_MIDDLE));
  }

  private static void assertFinished(Bench bench) {
    Either<DeployError, Report> second = bench.configure();
    assertTrue(second.isRight(), second::toString);
    assertEquals(
        0, bench.configure().get().changed(), () -> "once finished: " + bench.progress().told());
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
