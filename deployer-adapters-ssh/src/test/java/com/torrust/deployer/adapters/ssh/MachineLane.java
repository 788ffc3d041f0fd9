package com.torrust.deployer.adapters.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * A real machine with Docker, as {@code sandbox machine create} makes it. One serves all tests of a
 * run, each of which begins with nothing of ours on it; it goes with the process.
 */
final class MachineLane {

  private static final String SANDBOX = System.getenv("TORRUST_SANDBOX");
  private static final String PENALTIES = "/etc/ssh/sshd_config.d/10-test.conf";
  private static MachineLane shared;

  private final String name;
  private final String address;

  private MachineLane(String name, String address) {
    this.name = name;
    this.address = address;
  }

  /** The machine without containers and releases, or a test that is skipped and says why. */
  static synchronized MachineLane orSkip() {
    Assumptions.assumeTrue(
        SANDBOX != null, "no sandbox: run 'sandbox up' and eval \"$(sandbox env)\" for this lane");
    if (shared == null) {
      shared = create();
    }
    shared.wipe();
    return shared;
  }

  private static MachineLane create() {
    String name = "ssh-it-" + UUID.randomUUID().toString().substring(0, 8);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run(SANDBOX, "machine", "delete", name)));
    String pid = String.valueOf(ProcessHandle.current().pid());
    String address =
        run(SANDBOX, "machine", "create", name, "--docker", "--owner-pid", pid).strip();
    MachineLane lane = new MachineLane(name, address.substring(address.lastIndexOf('\n') + 1));
    lane.restartAsOftenAsTestsDo();
    lane.banNobody();
    return lane;
  }

  /** Takes everything of ours away. */
  void wipe() {
    onMachine(
        "sh", "-c", "docker rm -f $(docker ps -aq) >/dev/null 2>&1 || true; rm -rf /opt/torrust");
  }

  /** systemd would leave a daemon dead that is started five times within ten seconds. */
  private void restartAsOftenAsTestsDo() {
    onMachine(
        "sh",
        "-c",
        "mkdir -p /etc/systemd/system/ssh.service.d;"
            + " printf '[Unit]\nStartLimitIntervalSec=0\n'"
            + " >/etc/systemd/system/ssh.service.d/10-test.conf; systemctl daemon-reload");
  }

  /** The daemon would ban a computer that logs in, and is rejected, as often as this one. */
  void banNobody() {
    onMachine(
        "sh", "-c", "echo 'PerSourcePenalties no' > " + PENALTIES + "; systemctl restart ssh");
  }

  /** The daemon bans as it does by itself. */
  void banAsUsual() {
    onMachine("sh", "-c", "rm " + PENALTIES + "; systemctl restart ssh");
  }

  String address() {
    return address;
  }

  Path privateKey() {
    return Path.of(System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY"));
  }

  Path publicKey() {
    return Path.of(System.getenv("TORRUST_SANDBOX_SSH_PUBLIC_KEY"));
  }

  String user() {
    return System.getenv("TORRUST_SANDBOX_SSH_USER");
  }

  /** What a command prints as root on the machine, asked past SSH. */
  String onMachine(String... command) {
    List<String> line = new ArrayList<>(List.of("lxc", "exec", name, "--"));
    line.addAll(List.of(command));
    return run(line.toArray(String[]::new));
  }

  /** Switches it off as a power cut does, and on again. */
  void powerCut() {
    run("lxc", "restart", "--force", name);
  }

  private static String run(String... line) {
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", line) + " ended with " + status + ": " + output);
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
