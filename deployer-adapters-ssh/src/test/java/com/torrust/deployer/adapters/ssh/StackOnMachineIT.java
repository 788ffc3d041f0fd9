package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a stack on a real machine, with the real tracker. */
@Tag("thorough")
class StackOnMachineIT {

  private static MachineLane lane;
  @TempDir static Path folder;

  @BeforeEach
  void prepare() {
    lane = MachineLane.orSkip();
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
            .reach(
                Bench.machine(lane.address(), 22),
                bench.credentials(lane.user()),
                Readiness.BOOTED,
                bench.context()));
  }

  private static InstallReport install(Bench bench, Machine machine, ReleaseBundle bundle) {
    return right(
        bench
            .operator()
            .install(
                machine,
                bench.credentials(lane.user()),
                bundle,
                Releases.claim("demo"),
                bench.context()));
  }

  private static StackStatus start(Bench bench, Machine machine, ReleaseBundle bundle) {
    return right(
        bench
            .operator()
            .start(machine, bench.credentials(lane.user()), bundle.id(), bench.context()));
  }

  @Test
  void installsStartsAndProvesBothKindsOfDatabase() {
    Bench bench = bench("op-1");
    Machine machine = reached(bench);
    for (ReleaseBundle bundle :
        List.of(
            Releases.of(Releases.monitored()),
            Releases.of(Releases.mysql(Releases.EVERY_CHARACTER)))) {
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

  private Either<DeployError, StackStatus> tryToStart(
      Bench bench, Machine machine, ReleaseBundle bundle) {
    return bench
        .operator()
        .start(machine, bench.credentials(lane.user()), bundle.id(), bench.context());
  }

  private DeployError startFailure(ReleaseBundle bundle) {
    Bench bench = bench("op-failing");
    Machine machine = reached(bench);
    install(bench, machine, bundle);
    DeployError error =
        tryToStart(bench, machine, bundle)
            .swap()
            .getOrElseThrow(status -> new AssertionError("started: " + status));
    bench.end();
    return error;
  }

  /** Runs {@code disturbance} once the first container is reported. */
  private static Thread whenSomethingStarts(Bench bench, Runnable disturbance) {
    Thread thread =
        new Thread(
            () -> {
              while (bench.progress().lines().stream()
                  .noneMatch(line -> line.startsWith("health "))) {
                LockSupport.parkNanos(1_000_000);
              }
              disturbance.run();
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void restartsOnlyTheServicesWhoseFilesChanged() {
    Bench bench = bench("op-restart");
    Machine machine = reached(bench);
    ReleaseBundle before = Releases.of(Releases.monitored());
    install(bench, machine, before);
    start(bench, machine, before);
    String file = ReleaseBundle.ROOT + "/storage/prometheus/etc/prometheus.yml";
    ReleaseBundle after = Releases.edited(before, file, text -> text + "# changed\n");
    Map<String, String> then = startTimes();

    assertEquals(List.of(file), install(bench, machine, after).changedFiles());
    assertEquals(then, startTimes(), "an installation starts nothing");
    start(bench, machine, after);
    Map<String, String> now = startTimes();
    assertNotEquals(then.remove("prometheus"), now.remove("prometheus"));
    assertEquals(then, now);
    bench.end();
  }

  private static Map<String, String> startTimes() {
    Map<String, String> times = new TreeMap<>();
    lane.onMachine(
            "sh",
            "-c",
            "docker inspect --format '{{index .Config.Labels \"com.docker.compose.service\"}}"
                + " {{.State.StartedAt}}' $(docker ps -q)")
        .lines()
        .forEach(line -> times.put(line.split(" ")[0], line.split(" ")[1]));
    return times;
  }

  @Test
  void goesOnWhenTheConnectionBreaksOffAndIsFoundAgain() throws InterruptedException {
    Bench bench = bench("op-cut");
    Machine machine = reached(bench);
    ReleaseBundle bundle = Releases.of(Releases.monitored());
    install(bench, machine, bundle);
    Thread cut =
        whenSomethingStarts(bench, () -> lane.onMachine("pkill", "-9", "-u", lane.user(), "sshd"));
    start(bench, machine, bundle);
    cut.join();
    assertTrue(
        bench.progress().lines().stream().anyMatch(line -> line.startsWith("retry ssh.reconnect")),
        bench.progress().lines()::toString);
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.matches(".*(waiting for its end|and has ended).*")),
        bench.progress().lines()::toString);
    bench.end();
  }

  @Test
  void endsItsWorkOnTheMachineWhenSomebodyAsksToStop() throws InterruptedException {
    Bench bench = bench("op-cancel");
    Machine machine = reached(bench);
    ReleaseBundle bundle = Releases.of(Releases.monitored());
    install(bench, machine, bundle);
    Thread stop = whenSomethingStarts(bench, () -> bench.cancellation().request("Ctrl-C"));
    DeployError error =
        tryToStart(bench, machine, bundle)
            .swap()
            .getOrElseThrow(status -> new AssertionError("started: " + status));
    stop.join();
    assertEquals("operation.cancelled", error.code().value());
    assertEquals(List.of(), error.sideEffects());
    assertEquals(
        "free", lane.onMachine("sh", "-c", "flock -n /opt/torrust/.lock echo free").strip());
    bench.end();

    Bench again = bench("op-cancel-again");
    start(again, machine, bundle);
    again.end();
  }

  @Test
  void comesUpAgainAfterAPowerCut() throws InterruptedException {
    Bench bench = bench("op-power");
    Machine machine = reached(bench);
    ReleaseBundle bundle = Releases.of(Releases.monitored());
    install(bench, machine, bundle);
    Thread cut = whenSomethingStarts(bench, lane::powerCut);
    tryToStart(bench, machine, bundle);
    cut.join();
    bench.end();

    Bench again = bench("op-power-again");
    Machine same =
        right(
            again
                .access()
                .reach(machine, again.credentials(lane.user()), Readiness.BOOTED, again.context()));
    assertEquals(machine.hostKeys(), same.hostKeys());
    install(again, same, bundle);
    assertTrue(start(again, same, bundle).services().stream().allMatch(ServiceStatus::isHealthy));
    again.end();
  }

  @Test
  void saysWhichServiceEndsAgainAndAgainAndWhy() {
    DeployError error =
        startFailure(
            Releases.edited(
                Releases.of(Releases.monitored()),
                ReleaseBundle.ROOT + "/storage/tracker/etc/tracker.toml",
                text -> text.replace("2.0.0", "9.9.9")));
    assertEquals("stack.crash_looping", error.code().value());
    assertEquals("tracker", error.facts().get("service"));
    assertTrue(error.outputTail().toString().contains("UnsupportedVersion"), error::toString);
  }

  @Test
  void saysWhichImageIsMissing() {
    ReleaseBundle bundle =
        Releases.edited(
            Releases.of(Releases.sqlite()),
            ReleaseBundle.ROOT + "/docker-compose.yml",
            text -> text.replace("torrust/tracker:3.0.0", "torrust/tracker:9.9.9"));
    DeployError error =
        startFailure(
            ImmutableReleaseBundle.copyOf(bundle)
                .withImages(Map.of("tracker", "torrust/tracker:9.9.9")));
    assertEquals("stack.image_missing", error.code().value());
    assertEquals("torrust/tracker:9.9.9", error.facts().get("image"));
  }

  @Test
  void saysWhichPortIsTaken() {
    lane.onMachine(
        "systemd-run", "--quiet", "--unit=squatter", "python3", "-m", "http.server", "7070");
    lane.onMachine("sh", "-c", "until ss -Hltn | grep -q :7070; do sleep 0.1; done");
    try {
      DeployError error = startFailure(Releases.of(Releases.sqlite()));
      assertEquals("stack.port_in_use", error.code().value());
      assertEquals("7070", error.facts().get("port"));
    } finally {
      lane.onMachine("systemctl", "stop", "squatter");
    }
  }

  @Test
  void leavesEverythingAsItIsOnAFullDiskAndFinishesOnceThereIsSpace() {
    Bench bench = bench("op-disk");
    Machine machine = reached(bench);
    ReleaseBundle small = Releases.of(Releases.sqlite());
    ReleaseBundle large = Releases.of(Releases.monitored());
    int full = 0;
    for (int kib : new int[] {40, 100, 160}) {
      lane.onMachine("mkdir", "-p", "/opt/torrust");
      lane.onMachine("mount", "-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", "/opt/torrust");
      try {
        install(bench, machine, small);
        lane.onMachine(
            "sh",
            "-c",
            "head -c $(( $(df --output=avail -k /opt/torrust | tail -1) * 1024 - "
                + kib
                + " * 1024 )) /dev/zero > /opt/torrust/ballast");
        String before = lane.onMachine("sh", "-c", FILES);
        Either<DeployError, InstallReport> result =
            bench
                .operator()
                .install(
                    machine,
                    bench.credentials(lane.user()),
                    large,
                    Releases.claim("demo"),
                    bench.context());
        if (result.isLeft()) {
          full++;
          assertEquals(
              "remote.disk_full", result.getLeft().code().value(), result.getLeft()::toString);
          assertEquals(before, lane.onMachine("sh", "-c", FILES), "with " + kib + " KiB free");
          lane.onMachine("rm", "/opt/torrust/ballast");
          assertFalse(install(bench, machine, large).changedFiles().isEmpty());
        }
      } finally {
        lane.onMachine("umount", "/opt/torrust");
      }
    }
    assertTrue(full > 1, "the disk was full " + full + " times");
    bench.end();
  }

  /** The content of everything in use, without the records of the script itself. */
  private static final String FILES =
      "cd /opt/torrust && find . -type f ! -path './.releases/*' ! -path './.turn/*' ! -name"
          + " ballast ! -name .lock | sort | xargs sha256sum; cat .releases/current";
}
