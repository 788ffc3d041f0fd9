package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.adapters.ssh.internal.Login;
import com.torrust.deployer.adapters.ssh.internal.PortProbe;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon on a real machine, and the ways to be kept out that can be had there. */
class ReachOnMachineIT {

  private static MachineLane lane;

  @TempDir Path folder;
  private Bench bench;

  @BeforeAll
  static void prepare() {
    lane = MachineLane.orSkip();
  }

  @BeforeEach
  void lay() {
    bench = with(System.getenv()).keys(lane.privateKey(), lane.publicKey());
  }

  private Bench with(Map<String, String> variables) {
    return Bench.in(folder, new LocalCommandRunnerProvider().create(), variables);
  }

  private Either<DeployError, Machine> reach(Bench from, Readiness readiness, HostKey... pinned) {
    return from.access()
        .reach(
            Bench.machine(lane.address(), 22, pinned),
            from.credentials(lane.user()),
            readiness,
            from.context());
  }

  private static DeployError left(Either<DeployError, Machine> result) {
    return result.swap().getOrElseThrow(machine -> new AssertionError("reached " + machine));
  }

  private Machine reached() {
    return reach(bench, Readiness.BOOTED)
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  /** A key made by the real tool. */
  private Path key(String name, String passphrase) throws Exception {
    Path file = folder.resolve(name);
    int status =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString())
            .start()
            .waitFor();
    assertEquals(0, status);
    return file;
  }

  private static HostKey shown() {
    return HostKey.parse(lane.onMachine("cat", "/etc/ssh/ssh_host_ed25519_key.pub")).orElseThrow();
  }

  @Test
  void pinsTheKeyThatTheMachineReallyHasAndEndsItsConnection() {
    Machine machine = reached();
    assertEquals(List.of(shown()), machine.hostKeys());
    assertTrue(Files.exists(bench.folders().controlSocket()));
    assertTrue(
        reach(bench, Readiness.REACHABLE, machine.hostKeys().toArray(HostKey[]::new)).isRight());
    bench.end();
    assertFalse(Files.exists(bench.folders().controlSocket()));
    assertTrue(
        bench.progress().lines().stream().anyMatch(line -> line.startsWith("line machine Debian")),
        bench.progress().lines()::toString);
  }

  @Test
  void stopsAtAnotherKeyBeforeAnythingIsSent() {
    HostKey before = shown();
    DeployError error = left(reach(bench, Readiness.BOOTED, Bench.HOST_KEY));
    assertEquals("ssh.host_key_changed", error.code().value());
    assertEquals(before.fingerprint(), error.facts().get("actual"));
    assertEquals(Bench.HOST_KEY.fingerprint(), error.facts().get("expected"));
  }

  @Test
  void isRejectedWithAForeignKey() throws Exception {
    Path foreign = key("foreign", "");
    bench.keys(foreign, folder.resolve("foreign.pub"));
    assertEquals("ssh.auth_rejected", left(reach(bench, Readiness.REACHABLE)).code().value());
  }

  @Test
  void asksForThePassphraseOfAKeyThatNoAgentHolds() throws Exception {
    Path locked = key("locked", "a passphrase");
    Bench alone =
        with(Map.of("PATH", System.getenv("PATH"))).keys(locked, folder.resolve("locked.pub"));
    assertEquals("ssh.key_passphrase", left(reach(alone, Readiness.BOOTED)).code().value());
  }

  @Test
  void saysThatAKeyIsNone() throws IOException {
    Path broken = folder.resolve("broken");
    Files.writeString(
        broken,
        "-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n-----END OPENSSH PRIVATE KEY-----\n");
    Bench.ownerOnly(broken);
    bench.keys(broken, folder.resolve("broken.pub"));
    assertEquals("ssh.key_invalid", left(reach(bench, Readiness.REACHABLE)).code().value());
  }

  @Test
  void saysThatNothingListens() {
    lane.onMachine("systemctl", "stop", "ssh.socket", "ssh.service");
    try {
      assertEquals("ssh.refused", left(reach(bench, Readiness.REACHABLE)).code().value());
    } finally {
      lane.onMachine("systemctl", "start", "ssh.service");
    }
  }

  @Test
  void saysThatTheAccountMayNotBecomeRoot() {
    lane.onMachine("sh", "-c", "mv /etc/sudoers.d/90-cloud-init-users /root/");
    try {
      assertEquals("ssh.no_sudo", left(reach(bench, Readiness.BOOTED)).code().value());
    } finally {
      lane.onMachine("sh", "-c", "mv /root/90-cloud-init-users /etc/sudoers.d/");
    }
  }

  @Test
  void waitsForAMachineThatRestarts() {
    HostKey key = shown();
    Thread cut = new Thread(lane::powerCut);
    lane.onMachine("systemctl", "stop", "ssh.socket", "ssh.service");
    cut.start();
    assertEquals(
        List.of(key),
        reach(bench, Readiness.BOOTED, key)
            .getOrElseThrow(error -> new AssertionError(error.toString()))
            .hostKeys());
    assertTrue(
        bench.progress().lines().stream().anyMatch(line -> line.startsWith("retry ssh.connect")),
        bench.progress().lines()::toString);
  }

  @Test
  void isToldOfABan() {
    Assumptions.assumeTrue(
        lane.onMachine("sh", "-c", "sshd -T 2>/dev/null | grep -i persourcepenalties || true")
            .contains("persource"),
        "this daemon bans nobody");
    lane.banAsUsual();
    try {
      for (int i = 0; i < 20; i++) {
        PortProbe.ask(
            Login.of(Bench.machine(lane.address(), 22), bench.credentials(lane.user())),
            Duration.ofSeconds(5),
            bench.cancellation());
      }
      assertEquals("ssh.banned", left(reach(bench, Readiness.REACHABLE)).code().value());
    } finally {
      lane.banNobody();
    }
  }
}
