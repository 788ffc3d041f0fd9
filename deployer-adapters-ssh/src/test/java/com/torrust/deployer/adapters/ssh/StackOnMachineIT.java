package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a stack on a real machine, with the real tracker. */
class StackOnMachineIT {

  private static MachineLane lane;
  @TempDir static Path folder;

  @BeforeAll
  static void prepare() {
    lane = MachineLane.orSkip();
  }

  @AfterAll
  static void leaveNothing() {
    if (lane != null) {
      lane.close();
    }
  }

  private static Bench bench(String operation) {
    return Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
        .keys(lane.privateKey(), lane.publicKey())
        .operation(operation);
  }

  private static <T> T right(Either<DeployError, T> result) {
    return result.getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  private static Machine reached(Bench bench) {
    return right(
        bench
            .access()
            .reach(Bench.machine(lane.address(), 22), bench.credentials(lane.user()), Readiness.BOOTED, bench.context()));
  }

  private static InstallReport install(Bench bench, Machine machine, ReleaseBundle bundle) {
    return right(bench.operator().install(machine, bench.credentials(lane.user()), bundle, bench.context()));
  }

  private static StackStatus start(Bench bench, Machine machine, ReleaseBundle bundle) {
    return right(bench.operator().start(machine, bench.credentials(lane.user()), bundle, bench.context()));
  }

  @Test
  void installsStartsAndProvesBothKindsOfDatabase() {
    Bench bench = bench("op-1");
    Machine machine = reached(bench);
    for (ReleaseBundle bundle :
        List.of(Releases.of(Releases.monitored()), Releases.of(Releases.mysql("p@ss:w/ord+1'\"\\$x y")))) {
      assertFalse(install(bench, machine, bundle).changedFiles().isEmpty());
      StackStatus started = start(bench, machine, bundle);
      assertEquals(Optional.of(bundle.id()), started.installed());
      assertEquals(
          Set.copyOf(bundle.images().keySet()),
          started.services().stream().map(ServiceStatus::service).collect(Collectors.toSet()));
      assertTrue(started.services().stream().allMatch(ServiceStatus::isHealthy), started::toString);
      assertFalse(started.checks().isEmpty());
      assertTrue(started.checks().stream().noneMatch(CheckResult::failed), started::toString);

      assertEquals(List.of(), install(bench, machine, bundle).changedFiles());
      String before = lane.onMachine("docker", "ps", "--quiet", "--no-trunc");
      start(bench, machine, bundle);
      assertEquals(before, lane.onMachine("docker", "ps", "--quiet", "--no-trunc"));

      StackStatus seen =
          right(bench.operator().inspect(machine, bench.credentials(lane.user()), bench.context()));
      assertEquals(Optional.of(bundle.id()), seen.installed());
    }
    right(bench.operator().stop(machine, bench.credentials(lane.user()), bench.context()));
    assertEquals("", lane.onMachine("docker", "ps", "--quiet"));
    bench.end();
    assertFalse(Files.exists(bench.folders().controlSocket()));
  }
}
