package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.sandbox.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pasts that want a machine of their own, or minutes of work by its package manager. {@code
 * docs/guest.md} lists every past with its test.
 */
@Tag("long")
class MachinesWithOtherPastsIT {

  private static final String HOME = "/opt/torrust";

  /** A server whose only account is root and that has no sudo, with rules of its operator. */
  private static final String ROOT_ALONE =
      """
      export DEBIAN_FRONTEND=noninteractive SUDO_FORCE_REMOVE=yes
      install -d -m700 /root/.ssh
      cp /home/torrust/.ssh/authorized_keys /root/.ssh/
      apt-get -qq update
      apt-get -qq -y install iptables-persistent >/dev/null
      cat >/etc/iptables/rules.v4 <<'END'
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
      -A INPUT -p icmp -j ACCEPT
      -A INPUT -i lo -j ACCEPT
      -A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
      -A INPUT -s 10.77.0.0/24 -p tcp -m tcp --dport 8443 -j ACCEPT
      -A INPUT -j REJECT --reject-with icmp-host-prohibited
      COMMIT
      END
      systemctl enable -q netfilter-persistent
      systemctl restart netfilter-persistent
      apt-get -qq -y purge sudo >/dev/null
      """;

  private static final String HALF_CONFIGURED =
      """
      mkdir -p /tmp/p/DEBIAN
      printf 'Package: acme-agent\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' \
        >/tmp/p/DEBIAN/control
      printf '#!/bin/sh\\necho "acme-agent: cannot reach licence server" >&2\\nexit 1\\n' >/tmp/p/DEBIAN/postinst
      chmod 755 /tmp/p/DEBIAN/postinst
      dpkg-deb -b /tmp/p /tmp/acme.deb >/dev/null
      dpkg -i /tmp/acme.deb >/dev/null 2>&1 || true
      """;

  private static final String RULES =
      """
      dpkg-query --show --showformat '${db:Status-Status}\\n' iptables-persistent
      iptables -S INPUT | grep -c -- '-s 10.77.0.0/24 -p tcp -m tcp --dport 8443'
      """;

  private static final String SITE =
      "systemd-run -q --unit=site python3 -m http.server 8088; sleep 1";

  /**
   * Makes of the stack what a version left that named the project after the folder, gave fixed
   * names to containers and put no mark.
   */
  private static final String EARLIER_NAMES =
      """
      bash /opt/torrust/bin/stack down
      cd /opt/torrust
      rm .environment
      sed -i '/^name: /d; /driver_opts:/d; /com.docker.network.bridge.name/d
        s/^  tracker:$/&\\n    container_name: tracker/' docker-compose.yml
      docker compose --project-name torrust up --detach --wait 2>&1
      docker ps --format '{{.Names}} {{.Label "com.docker.compose.project"}}'
      """;

  @TempDir Path folder;
  private Sandbox sandbox;
  private String name;

  @BeforeEach
  void prepare() {
    sandbox = Sandbox.in(folder);
    name = "other-" + ProcessHandle.current().pid();
  }

  @AfterEach
  void removeMachine() {
    if (sandbox != null) {
      sandbox.removeMachine(name);
    }
  }

  private void assertTestPasses() {
    assertTrue(
        sandbox.deployer("test", name, "--announce").contains("udp_tracker.announce"),
        "no announce");
  }

  private void create(Path file) {
    sandbox.deployer("create", "environment", "--env-file", file.toString());
  }

  private String said(String... arguments) {
    Outcome outcome = sandbox.attempt(arguments);
    String said = outcome.out() + outcome.err();
    assertEquals(0, outcome.exitCode(), said);
    return said;
  }

  /** Docker comes from the distribution, beside a package of others that cannot be set up. */
  @Test
  void worksAsRootWithoutSudoBesideRulesAndPackagesOfOthers() throws IOException {
    String address = sandbox.machine(name);
    sandbox.onMachine(name, ROOT_ALONE + HALF_CONFIGURED);
    Path file = sandbox.environmentFileWithBackup("sandbox-sqlite3", name);
    create(Files.writeString(file, Files.readString(file).replace("\"torrust\"", "\"root\"")));
    sandbox.deployer("register", name, "--instance-ip", address);

    String configured = said("configure", name);
    assertTrue(configured.contains("acme-agent"), configured);
    assertTrue(configured.contains("root can still log in by SSH"), configured);
    sandbox.deployer("deploy", name);
    assertTestPasses();
    assertEquals("installed\n1\n", sandbox.onMachine(name, RULES));

    String refused =
        sandbox.fails("configure.packages_conflict", "configure", name, "--firewall", "manage");
    assertTrue(refused.contains("iptables-persistent"), refused);
    sandbox.onMachine(name, "systemctl restart netfilter-persistent; systemctl restart docker");
    sandbox.deployer("configure", name);
    assertEquals("installed\n1\n", sandbox.onMachine(name, RULES));
    assertTestPasses();
    sandbox.deployer("destroy", name, "--yes");
  }

  /** Data is kept, and what others have in a project of the old name is not touched. */
  @Test
  void movesAStackFromTheNamesOfAnEarlierVersion() throws IOException {
    String address = sandbox.machine(name, "--docker");
    create(sandbox.environmentFileWithBackup("sandbox-sqlite3", name));
    sandbox.deployer("register", name, "--instance-ip", address);
    sandbox.deployer("deploy", name);
    sandbox.onMachine(name, "echo kept >" + HOME + "/storage/tracker/lib/kept");
    String before = sandbox.onMachine(name, EARLIER_NAMES);
    assertTrue(before.contains("tracker torrust\n"), before);

    sandbox.deployer("release", name);
    String started = said("run", name);

    assertTrue(started.contains("the tracker was down for"), started);
    String after =
        sandbox.onMachine(
            name, "docker ps --format '{{.Names}} {{.Label \"com.docker.compose.project\"}}'");
    assertTrue(after.contains("torrust-" + name + "-tracker-1 torrust-" + name + "\n"), after);
    assertFalse(after.contains("tracker torrust\n"), after);
    assertEquals("kept\n", sandbox.onMachine(name, "cat " + HOME + "/storage/tracker/lib/kept"));
    assertTestPasses();
  }

  /** The operator decides, and is told first what that closes for others. */
  @Test
  void closesAMachineOfOthersOnlyWhenAskedToAndNamesWhatItCloses() throws IOException {
    String address = sandbox.machine(name, "--docker");
    sandbox.onMachine(name, SITE);
    create(sandbox.environmentFile("sandbox-sqlite3", name));
    sandbox.deployer("register", name, "--instance-ip", address);
    assertTrue(said("configure", name).contains("firewall is left as it is"));
    sandbox.onMachine(name, "! ufw status 2>/dev/null | grep -q 'Status: active'");

    String managed = said("configure", name, "--firewall", "manage");

    assertTrue(managed.contains("UFW is switched on and closes"), managed);
    assertTrue(managed.contains("8088/tcp (python3)"), managed);
    sandbox.onMachine(name, "ufw status | grep -q 'Status: active'");
    sandbox.deployer("deploy", name);
    assertTestPasses();
  }
}
