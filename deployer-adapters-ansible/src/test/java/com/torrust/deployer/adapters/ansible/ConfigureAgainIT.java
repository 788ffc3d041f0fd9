package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.machine.Machine.Origin;
import com.torrust.deployer.domain.port.Configurator.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real machine that was configured: nothing runs as long as it is as it was left, and each single
 * thing that somebody undoes is found and brought back. In every build {@link ConfigureMachineIT}
 * has services that somebody stopped brought back.
 */
@Tag("long")
final class ConfigureAgainIT {

  private static final Report NOTHING = new Report(0, 0);

  /**
   * One thing that somebody does to a configured machine.
   *
   * @param undo as root
   * @param proof succeeds as root when it is in force again
   */
  private record Undone(String undo, String proof) {}

  /** What can be undone at once: nothing of it hides or ends another. */
  private static final List<Undone> TOGETHER =
      List.of(
          new Undone(
              "rm /etc/apt/apt.conf.d/52torrust-tracker",
              "test -s /etc/apt/apt.conf.d/52torrust-tracker"),
          new Undone(
              "echo '-net.core.rmem_max = 1' >>/etc/sysctl.d/60-torrust-tracker.conf",
              "! grep 'rmem_max = 1$' /etc/sysctl.d/60-torrust-tracker.conf"),
          new Undone(
              "sed -i '1i PasswordAuthentication yes'"
                  + " /etc/ssh/sshd_config.d/00-torrust-tracker.conf && systemctl reload ssh",
              "mkdir -p /run/sshd && sshd -T | grep '^passwordauthentication no'"),
          new Undone("gpasswd -d torrust docker", "id -nG torrust | grep -w docker"),
          new Undone("chmod 777 /opt/torrust", "stat -c %a /opt/torrust | grep '^755$'"),
          new Undone("systemctl disable --now cron", "systemctl is-active cron"),
          new Undone(
              "systemctl disable --now apt-daily-upgrade.timer",
              "systemctl is-active apt-daily-upgrade.timer"),
          new Undone(
              "nft delete table inet torrust_clients", "nft list table inet torrust_clients"),
          new Undone(
              "nft add element inet torrust_tracker open_tcp '{ 9999 }'",
              "! nft list set inet torrust_tracker open_tcp | grep 9999"),
          new Undone("ufw delete allow TorrustTracker", "ufw status | grep TorrustTracker"));

  private static final List<Undone> ALONE =
      List.of(
          new Undone("apt-get -qq -y purge unattended-upgrades >&2", "dpkg -s unattended-upgrades"),
          new Undone(
              "rm /etc/ssh/sshd_config.d/00-torrust-tracker.conf && systemctl reload ssh",
              "mkdir -p /run/sshd && sshd -T | grep '^permitrootlogin no'"),
          new Undone("chown torrust /opt/torrust", "stat -c %U /opt/torrust | grep root"),
          new Undone(
              "systemctl mask --now unattended-upgrades; systemctl unmask unattended-upgrades",
              "systemctl is-active unattended-upgrades && systemctl is-enabled"
                  + " unattended-upgrades"),
          new Undone("nft flush ruleset", "nft list table inet torrust_clients"),
          new Undone(
              "nft flush chain inet torrust_tracker input",
              "nft list chain inet torrust_tracker input | grep dport"),
          new Undone("ufw --force disable", "ufw status | grep 'Status: active'"),
          new Undone("iptables -F ufw-after-input", "iptables -S ufw-after-input | grep dport"),
          new Undone("systemctl disable --now docker docker.socket", "docker info"),
          new Undone(
              "iptables -t nat -F DOCKER; iptables -t nat -F PREROUTING; iptables -t nat -F OUTPUT;"
                  + " iptables -t nat -X DOCKER",
              "iptables -t nat -nL DOCKER"),
          new Undone(
              "rm /etc/ansible/facts.d/torrust_tracker.fact",
              "cat /etc/ansible/facts.d/torrust_tracker.fact"));

  @TempDir Path folder;

  @Test
  void whatIsUndoneIsBroughtBackAndThenNothingRuns() {
    try (MachineLane machine = MachineLane.orSkip()) {
      Bench bench = machine.bench(folder, Origin.PROVISIONED);
      assertTrue(bench.configure().get().changed() > 0);
      assertEquals(NOTHING, bench.configure().get(), () -> "lines " + bench.progress().lines());
      TOGETHER.forEach(each -> machine.onMachine("sh", "-c", each.undo()));
      for (Undone each : TOGETHER) {
        assertNotEquals(0, machine.codeOnMachine("sh", "-c", each.proof()), each::undo);
      }
      Bench later = bench.again(bench.config());
      assertTrue(later.configure().get().changed() > 0);
      for (Undone each : TOGETHER) {
        assertEquals(
            0,
            machine.codeOnMachine("sh", "-c", each.proof()),
            () -> each.undo() + ": " + later.progress().lines());
      }
      assertEquals(NOTHING, later.configure().get(), () -> "lines " + later.progress().lines());
    }
  }

  @Test
  void everySingleThingThatIsUndoneIsFoundAndBroughtBack() {
    try (MachineLane machine = MachineLane.orSkip()) {
      Bench bench = machine.bench(folder, Origin.PROVISIONED);
      assertTrue(bench.configure().get().changed() > 0);
      assertEquals(NOTHING, bench.configure().get(), () -> "lines " + bench.progress().lines());
      List<Undone> all = new ArrayList<>(TOGETHER);
      all.addAll(ALONE);
      for (Undone each : all) {
        machine.onMachine("sh", "-c", each.undo());
        Bench later = bench.again(bench.config());
        Report report = later.configure().get();
        assertTrue(
            report.tasks() > 0, () -> each.undo() + " was not seen: " + later.progress().lines());
        assertEquals(
            0,
            machine.codeOnMachine("sh", "-c", each.proof()),
            () -> each.undo() + ": " + later.progress().lines());
        assertEquals(NOTHING, later.configure().get(), each::undo);
      }
    }
  }
}
