package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that is not as it should be is recognised, and is configured once it has been put
 * right.
 */
@Tag("long")
final class ConfigureFailuresIT {

  private static final String SUDO = "/etc/sudoers.d/90-cloud-init-users";
  private static final String HELD = "/tmp/held";
  private static final String FREE = "/tmp/free";

  @TempDir Path folder;

  @Test
  void everyObstacleIsNamedAndTheSameCommandGoesOnWithoutIt() throws IOException {
    try (MachineLane machine = MachineLane.orSkip("--docker")) {
      Bench bench = machine.bench(folder, Origin.PROVISIONED);
      String pinned = Files.readString(bench.folders().knownHosts());

      Files.writeString(
          bench.folders().knownHosts(),
          machine.address()
              + " ssh-ed25519"
              + " AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh\n");
      assertEquals("ssh.host_key_changed", bench.configure().getLeft().code().value());
      Files.writeString(bench.folders().knownHosts(), pinned);

      machine.onMachine(
          "sh",
          "-c",
          "mv /etc/os-release /root && printf 'ID=alpine\nVERSION_ID=3.20.1\n' > /etc/os-release");
      DeployError otherSystem = bench.configure().getLeft();
      assertEquals("configure.unsupported_system", otherSystem.code().value());
      machine.onMachine("mv", "/root/os-release", "/etc/os-release");

      machine.onMachine("mv", SUDO, "/root/sudo");
      assertEquals("configure.no_sudo", bench.configure().getLeft().code().value());
      machine.onMachine("mv", "/root/sudo", SUDO);

      machine.onMachine(
          "sh",
          "-c",
          "echo 'Acquire::http::Proxy \"http://127.0.0.1:9\";' > /etc/apt/apt.conf.d/99gone");
      DeployError noMirror = bench.configure().getLeft();
      assertEquals("configure.packages_failed", noMirror.code().value());
      assertTrue(noMirror.facts().get("module_message").contains("127.0.0.1"), noMirror::toString);
      machine.onMachine("rm", "/etc/apt/apt.conf.d/99gone");

      assertWaitsForATaskAtWork(machine, bench.again(bench.config()));

      MachineLane.run(List.of("lxc", "stop", "--force", machine.name()));
      assertEquals("configure.unreachable", bench.configure().getLeft().code().value());
    }
  }

  private static void assertWaitsForATaskAtWork(MachineLane machine, Bench bench) {
    CompletableFuture<Void> earlier =
        CompletableFuture.runAsync(
            () ->
                machine.onMachine(
                    "flock",
                    "/run/lock",
                    "sh",
                    "-c",
                    "touch " + HELD + "; until [ -e " + FREE + " ]; do sleep 0.1; done"));
    MachineLane.await("the earlier task", () -> machine.codeOnMachine("test", "-e", HELD) == 0);
    machine.onMachine("rm", "-f", "/etc/ufw/applications.d/torrust-tracker");

    CompletableFuture<Boolean> later =
        CompletableFuture.supplyAsync(() -> bench.configure().isRight());
    MachineLane.await(
        "that the later command waits",
        () ->
            bench
                .progress()
                .lines()
                .contains("line ansible Wait for a task that an earlier command left at work"));
    machine.onMachine("touch", FREE);

    assertTrue(later.join());
    earlier.join();
    assertEquals(
        "",
        machine
            .onMachine("find", "/etc/ufw/applications.d/torrust-tracker", "!", "-newer", FREE)
            .strip(),
        "settings were written while the earlier task was at work");
  }
}
