package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.machine.Machine.Origin;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.Configurator.Report;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a real machine. */
@Tag("thorough")
final class ConfigureMachineIT {

  @TempDir Path folder;

  @Test
  void aBareMachineIsConfiguredOnceAndForAllAndItsFirewallHoldsWithDocker() {
    try (MachineLane machine = MachineLane.orSkip();
        MachineLane neighbour = MachineLane.orSkip()) {
      machine.onMachine(
          "sh",
          "-c",
          "mkdir -p /root/.ssh /etc/docker && cp ~torrust/.ssh/authorized_keys /root/.ssh");
      String mirror = machine.onMachine("cat", "/etc/docker/daemon.json").strip();
      assertEquals(0, machine.ssh("root", "true"), "the root login is open at first");
      Bench bench = machine.bench(folder, Origin.PROVISIONED);

      Report first = bench.configure().get();
      assertTrue(first.changed() > 0, first::toString);
      assertConfigured(machine, mirror);

      Containers containers = Containers.on(machine);
      containers.listening(
          "stack",
          "--restart",
          "always",
          "-p",
          "6969:6969/udp",
          "-p",
          "7070:7070",
          "-p",
          "8080:8080",
          "-p",
          "127.0.0.1:9090:9090");
      containers.routeFrom(neighbour, "stack");
      containers.assertOnlyThePublicIsOpen(neighbour, "at first");
      machine.onMachine("systemctl", "stop", "torrust-firewall");
      containers.assertEverythingIsOpen(
          neighbour, "without our firewall, so that this test can fail");

      machine.powerCut();
      containers.awaitRunning("stack");
      containers.routeFrom(neighbour, "stack");
      containers.assertOnlyThePublicIsOpen(neighbour, "after a power cut");
      assertConfigured(machine, mirror);
      // What a boot may have left undone is put in force once more, and then nothing is left to do.
      bench.configure().get();
      assertEquals(
          0, bench.configure().get().changed(), () -> "again: " + bench.progress().lines());

      machine.onMachine("systemctl", "disable", "--now", "cron", "torrust-firewall");
      assertTrue(bench.configure().get().changed() > 0, "services were stopped by somebody");
      machine.onMachine("systemctl", "is-active", "cron", "torrust-firewall");
      machine.onMachine("systemctl", "is-enabled", "cron", "torrust-firewall");

      machine.onMachine("ufw", "reload");
      machine.onMachine("systemctl", "restart", "docker");
      containers.awaitRunning("stack");
      containers.routeFrom(neighbour, "stack");
      containers.assertOnlyThePublicIsOpen(neighbour, "after UFW and Docker were restarted");

      bench.again(withUdpTracker(bench.config(), "0.0.0.0:6970")).configure().get();
      assertTrue(machine.onMachine("ufw", "status", "verbose").contains("6970/udp"));
      assertTrue(
          machine
              .onMachine("nft", "list", "set", "inet", "torrust_tracker", "open_udp")
              .contains("6970"));
    }
  }

  private static void assertConfigured(MachineLane machine, String settingsOfOthers) {
    assertEquals(
        0, machine.ssh("torrust", "docker info && docker compose version"), "Docker without sudo");
    assertEquals(255, machine.ssh("root", "true"), "the root login");
    assertEquals(
        "root root 755", machine.onMachine("stat", "-c", "%U %G %a", "/opt/torrust").strip());
    String settings = machine.onMachine("cat", "/etc/docker/daemon.json");
    assertTrue(settings.contains("max-size"), settings);
    assertTrue(
        settings.contains(settingsOfOthers.replaceAll("(?s).*\"(http[^\"]*)\".*", "$1")), settings);
    String firewall = machine.onMachine("ufw", "status", "verbose");
    assertTrue(
        firewall.contains("Status: active")
            && firewall.contains("deny (incoming)")
            && firewall.contains("22/tcp ")
            && firewall.contains("6969/udp "),
        firewall);
    assertTrue(
        machine.onMachine("nft", "list", "table", "inet", "torrust_tracker").contains("6969"));
    String updates = machine.onMachine("apt-config", "dump");
    assertTrue(
        updates.contains("APT::Periodic::Update-Package-Lists \"1\";")
            && updates.contains("APT::Periodic::Unattended-Upgrade \"1\";"),
        updates);
    assertFalse(
        updates.matches("(?s).*Unattended-Upgrade::Automatic-Reboot \"[^\"]+\".*"),
        () -> "no reboot that nobody asked for: " + updates);
    long room =
        Long.parseLong(
            machine.onMachine("cat", "/proc/sys/net/netfilter/nf_conntrack_max").strip());
    String clients = machine.onMachine("nft", "list", "table", "inet", "torrust_clients");
    assertTrue(
        clients.contains("udp dport 6969 ct state new")
            && clients.contains("limit rate over " + room / 8 + "/second")
            && clients.contains("ct timeout set \"brief6\""),
        clients);
    assertEquals(
        "30",
        machine.onMachine("cat", "/proc/sys/net/netfilter/nf_conntrack_udp_timeout").strip(),
        "the connections of others");
  }

  @Test
  void whatOthersHaveSetUpOnARegisteredMachineStays() {
    try (MachineLane machine = MachineLane.orSkip("--docker")) {
      machine.onMachine(
          "sh", "-c", "apt-get -qq update && apt-get -qq install -y ufw >/dev/null 2>&1");
      machine.onMachine("ufw", "allow", "8443/tcp");
      machine.onMachine(
          "ufw", "limit", "from", "10.77.0.0/16", "to", "any", "port", "22", "proto", "tcp");
      machine.onMachine("ufw", "--force", "enable");
      Containers containers = Containers.on(machine);
      String container =
          containers.listening("others", "-p", "8080:8080", "-p", "127.0.0.1:9090:9090");
      Bench bench = machine.bench(folder, Origin.REGISTERED);

      bench.configure().get();

      String rules = machine.onMachine("ufw", "status");
      assertTrue(
          rules.matches("(?s).*22/tcp +LIMIT +10.77.0.0/16.*") && rules.contains("8443/tcp"),
          rules);
      assertFalse(rules.matches("(?s).*22/tcp +(ALLOW|LIMIT) +Anywhere.*"), rules);
      assertTrue(rules.contains("TorrustTracker"), rules);
      assertEquals(
          "true",
          machine.onMachine("docker", "inspect", "-f", "{{.State.Running}}", container).strip());
      String own = machine.onMachine("nft", "list", "chain", "inet", "torrust_tracker", "forward");
      assertFalse(own.contains("docker0"), own);

      bench
          .again(bench.config())
          .configure(new MachineConsents(Optional.of(MachineConsents.Firewall.MANAGE), false))
          .get();
      String open = machine.onMachine("nft", "list", "set", "inet", "torrust_tracker", "open_tcp");
      assertTrue(open.contains("8080"), open);
      assertTrue(!open.contains("9090"), open);
      assertEquals(
          0,
          bench.configure().get().changed(),
          () -> "the second time: " + bench.progress().lines());
    }
  }

  private static EnvironmentConfig withUdpTracker(EnvironmentConfig config, String address) {
    UdpTracker tracker = new UdpTracker(BindAddress.parse(address).get(), Optional.empty());
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.builder()
                .from(config.tracker())
                .addUdpTrackers(tracker)
                .build());
  }
}
