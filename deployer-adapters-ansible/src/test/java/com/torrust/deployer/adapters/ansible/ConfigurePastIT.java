package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine.Origin;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.machine.MachineConsents.Firewall;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Registered machines with a past: what others have on them stays, what they did does not confuse
 * us, and what stands in the way is named. Several pasts share a machine where they do not meet.
 */
@Tag("long")
final class ConfigurePastIT {

  private static final String QUIET_APT =
      "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update; apt-get -qq -y install ";

  /** Rules of the operator, kept by a package that UFW would displace. */
  private static final String PERSISTENT_RULES =
      """
      %s iptables-persistent tcsh unattended-upgrades >/dev/null
      cat >/etc/iptables/rules.v4 <<'R'
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
      -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
      -A INPUT -p tcp -m tcp --dport 8088 -j ACCEPT
      -A INPUT -s 10.77.0.0/24 -p tcp -m tcp --dport 8443 -j ACCEPT
      -A INPUT -i lo -j ACCEPT
      -A INPUT -j REJECT --reject-with icmp-host-prohibited
      COMMIT
      R
      systemctl enable -q netfilter-persistent; systemctl restart netfilter-persistent
      """
          .formatted(QUIET_APT);

  private static final String HALF_CONFIGURED =
      """
      mkdir -p /tmp/p/DEBIAN
      printf 'Package: acme-agent\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' \
        >/tmp/p/DEBIAN/control
      printf '#!/bin/sh\\necho "acme-agent: cannot reach licence server" >&2\\nexit 1\\n' >/tmp/p/DEBIAN/postinst
      chmod 755 /tmp/p/DEBIAN/postinst
      dpkg-deb -b /tmp/p /tmp/acme.deb >/dev/null; dpkg -i /tmp/acme.deb || true
      """;

  /** The account's shell is no POSIX shell, and greets; the machine does not know its own name. */
  private static final String STRANGE_ACCOUNT =
      """
      usermod -s /bin/tcsh torrust
      echo 'echo "Welcome to $HOST {{ 1 }}"; sh -c "echo noise >&2"' >~torrust/.tcshrc
      hostname strange-name; echo strange-name >/etc/hostname
      sed -i 's/^hosts:.*/hosts: files dns/' /etc/nsswitch.conf
      """;

  private static final String SITE = "systemd-run -q --unit=site python3 -m http.server 8088";

  private static final String SOCKET_ACTIVATION =
      "systemctl disable -q --now ssh.service; systemctl enable -q --now ssh.socket";

  private static final MachineConsents MANAGE =
      new MachineConsents(Optional.of(Firewall.MANAGE), false);

  @TempDir Path folder;

  @Test
  void nothingOfOthersIsRemovedClosedOrConfusingOnAMachineWithAFirewallAndAShellOfItsOwn() {
    try (MachineLane machine = MachineLane.orSkip()) {
      has(machine, PERSISTENT_RULES);
      has(machine, "systemctl mask -q --now unattended-upgrades");
      has(machine, HALF_CONFIGURED);
      has(machine, STRANGE_ACCOUNT);
      has(machine, SITE);
      has(machine, SOCKET_ACTIVATION);
      Bench bench = machine.bench(folder, Origin.REGISTERED);

      bench.configure().get();

      assertTrue(lines(bench).contains("warn configure.service_masked"), () -> lines(bench));
      assertTrue(lines(bench).contains("warn configure.firewall_left"), () -> lines(bench));
      assertTrue(lines(bench).contains("8088/tcp (python3)"), () -> lines(bench));
      assertPastStands(machine);
      assertEquals(
          0, machine.ssh("torrust", "docker info >&/dev/null"), "Docker works for the account");
      assertEquals(
          0, bench.again(bench.config()).configure().get().changed(), "changed the second time");

      Bench asked = bench.again(bench.config());
      DeployError conflict = asked.configure(MANAGE).getLeft();
      assertEquals("configure.packages_conflict", conflict.code().value());
      assertTrue(conflict.message().contains("iptables-persistent"), conflict::message);
      assertPastStands(machine);

      machine.powerCut();
      assertPastStands(machine);
    }
  }

  private static void assertPastStands(MachineLane machine) {
    String packages =
        machine.onMachine("dpkg-query", "-W", "-f", "${Status}", "iptables-persistent");
    assertTrue(packages.contains("install ok installed"), packages);
    String rules = machine.onMachine("iptables", "-S", "INPUT");
    assertTrue(rules.contains("10.77.0.0/24") && rules.contains("8088"), rules);
    assertNotEquals(0, machine.codeOnMachine("sh", "-c", "command -v ufw"), "UFW was installed");
    assertTrue(
        machine
            .onMachine("systemctl", "show", "-p", "LoadState", "unattended-upgrades")
            .contains("masked"));
    assertEquals("active", machine.onMachine("systemctl", "is-active", "ssh.socket").strip());
    String daemon = machine.onMachine("sh", "-c", "mkdir -p /run/sshd; sshd -T");
    assertTrue(daemon.contains("permitrootlogin no"), daemon);
    machine.onMachine("nft", "list", "chain", "inet", "torrust_tracker", "forward");
  }

  @Test
  void dockerOfOthersIsLeftAsItIsOrNamedAndAFlushedFirewallIsMended() {
    try (MachineLane machine = MachineLane.orSkip("--docker")) {
      has(machine, "echo 'echo Welcome to $(hostname)' | cat - ~torrust/.bashrc >/tmp/b");
      has(machine, "cp /tmp/b ~torrust/.bashrc");
      Containers containers = Containers.on(machine);
      Bench bench = machine.bench(folder, Origin.REGISTERED);

      has(machine, "cp /etc/docker/daemon.json /root/daemon.json");
      for (Map.Entry<String, String> obstacle :
          Map.of(
                  "{\"iptables\": false, \"ip6tables\": false}",
                      "configure.docker_without_firewall",
                  "{\"log-driver\": ", "configure.docker_settings_invalid",
                  "{\"default-address-pools\": [{\"base\": \"10.200.0.0/24\", \"size\": 24}]}",
                      "configure.docker_address_pools")
              .entrySet()) {
        has(machine, "printf '%s' '" + obstacle.getKey() + "' >/etc/docker/daemon.json");
        DeployError error = bench.configure().getLeft();
        assertEquals(obstacle.getValue(), error.code().value(), error::message);
      }
      assertEquals(
          4, machine.codeOnMachine("systemctl", "status", "torrust-firewall"), "nothing was done");

      has(
          machine,
          "jq '. + {\"log-driver\":\"journald\"}' /root/daemon.json >/tmp/d || "
              + "python3 -c 'import json; d = json.load(open(\"/root/daemon.json\")); "
              + "d[\"log-driver\"] = \"journald\"; json.dump(d, open(\"/tmp/d\", \"w\"))'");
      has(machine, "cp /tmp/d /etc/docker/daemon.json; systemctl restart docker");
      String container = containers.listening("others", "--restart", "always", "-p", "8080:8080");
      bench.again(bench.config()).configure().get();
      assertEquals(
          machine.onMachine("cat", "/tmp/d"),
          machine.onMachine("cat", "/etc/docker/daemon.json"),
          "settings of a Docker with containers of others");
      assertEquals(container, machine.onMachine("docker", "ps", "-q", "--no-trunc").strip());
      assertTrue(answers(machine, 8080), "the port of others");

      has(machine, QUIET_APT + "nftables >/dev/null");
      has(machine, "printf '%s\\n' 'flush ruleset' >/etc/nftables.conf");
      has(machine, "systemctl enable -q --now nftables; systemctl restart nftables");
      MachineLane.await(
          "our table after the distribution's nftables was restarted", () -> hasTable(machine));
      has(machine, "nft flush ruleset");
      assertFalse(hasTable(machine));
      Bench again = bench.again(bench.config());
      again.configure().get();
      assertTrue(hasTable(machine));
      assertTrue(lines(again).contains("warn configure.docker_restart_needed"), () -> lines(again));
      assertEquals(container, machine.onMachine("docker", "ps", "-q", "--no-trunc").strip());
      bench.again(bench.config()).configure(new MachineConsents(Optional.empty(), true)).get();
      machine.onMachine("iptables", "-t", "nat", "-n", "-L", "DOCKER");

      has(machine, "install -d -m700 /root/.ssh; cp ~torrust/.ssh/authorized_keys /root/.ssh/");
      has(machine, "rm -f /etc/ssh/sshd_config.d/*torrust*; systemctl reload ssh");
      has(
          machine,
          "SUDO_FORCE_REMOVE=yes DEBIAN_FRONTEND=noninteractive apt-get -qq -y purge sudo");
      assertEquals("configure.no_sudo", bench.configure().getLeft().code().value());
      machine
          .bench(folder.resolve("root"), as("root", bench.config()), Origin.REGISTERED)
          .configure()
          .get();
    }
  }

  private static boolean answers(MachineLane machine, int port) {
    String talk = "exec 3<>/dev/tcp/" + machine.address() + "/" + port + "; head -c4 <&3";
    return machine.onMachine("timeout", "5", "bash", "-c", talk).equals("open");
  }

  private static boolean hasTable(MachineLane machine) {
    return machine.codeOnMachine("nft", "list", "chain", "inet", "torrust_tracker", "forward") == 0;
  }

  private static EnvironmentConfig as(String user, EnvironmentConfig config) {
    return ImmutableEnvironmentConfig.copyOf(config)
        .withSshCredentials(
            ImmutableSshCredentials.copyOf(config.sshCredentials())
                .withUsername(SshUsername.parse(user).get()));
  }

  private static void has(MachineLane machine, String shell) {
    machine.onMachine("sh", "-c", shell);
  }

  private static String lines(Bench bench) {
    return String.join("\n", bench.progress().lines());
  }
}
