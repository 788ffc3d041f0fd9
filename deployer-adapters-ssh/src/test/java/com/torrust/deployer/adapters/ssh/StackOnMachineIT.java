package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void installsStartsAndProvesBothKindsOfDatabase() {
    Bench bench = bench("op-1");
    long t0 = System.nanoTime();
    Machine machine =
        right(bench.access().reach(Bench.machine(lane.address(), 22), bench.credentials(lane.user()), Readiness.BOOTED, bench.context()));
    long t1 = System.nanoTime();
    for (ReleaseBundle bundle : List.of(Releases.of(Releases.monitored()), Releases.of(Releases.mysql("p@ss:w/ord+1'\"\\$x y")))) {
      long a = System.nanoTime();
      var report = right(bench.operator().install(machine, bench.credentials(lane.user()), bundle, bench.context()));
      long b = System.nanoTime();
      assertFalse(report.changedFiles().isEmpty());
      StackStatus status = right(bench.operator().start(machine, bench.credentials(lane.user()), bundle, bench.context()));
      long c = System.nanoTime();
      System.err.println("install " + (b - a) / 1000000 + " start " + (c - b) / 1000000 + " " + status);
      assertTrue(status.services().stream().allMatch(ServiceStatus::isHealthy));
      assertTrue(status.checks().stream().noneMatch(CheckResult::failed));
      a = System.nanoTime();
      assertEquals(List.of(), right(bench.operator().install(machine, bench.credentials(lane.user()), bundle, bench.context())).changedFiles());
      b = System.nanoTime();
      right(bench.operator().start(machine, bench.credentials(lane.user()), bundle, bench.context()));
      c = System.nanoTime();
      System.err.println("again install " + (b - a) / 1000000 + " start " + (c - b) / 1000000);
    }
    StackStatus seen = right(bench.operator().inspect(machine, bench.credentials(lane.user()), bench.context()));
    System.err.println(seen);
    right(bench.operator().stop(machine, bench.credentials(lane.user()), bench.context()));
    bench.end();
    bench.progress().told().forEach(System.err::println);
    System.err.println("reach " + (t1 - t0) / 1000000);
  }
}
