package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.DockerFacts.Presence;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.preflight.StackFolderFacts.Kind;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at a real machine that somebody has given a past; each past is taken away again. */
@Tag("thorough")
class LookOnMachineIT {

  private static MachineLane lane;

  @TempDir Path folder;
  private final Deque<String> undo = new ArrayDeque<>();
  private Bench bench;
  private int operations;

  @BeforeAll
  static void prepare() {
    lane = MachineLane.orSkip();
  }

  @BeforeEach
  void lay() {
    bench =
        Bench.in(folder, new LocalCommandRunnerProvider().create(), System.getenv())
            .keys(lane.privateKey(), lane.publicKey());
  }

  @AfterEach
  void takeThePastAway() {
    bench.end();
    undo.forEach(script -> lane.onMachine("bash", "-c", script));
  }

  /** Gives the machine a past, and a way back. */
  private void past(String script, String wayBack) {
    undo.addFirst(wayBack);
    lane.onMachine("bash", "-c", "set -e\n" + script);
  }

  private Either<DeployError, MachineFacts> look(String user) {
    bench.end();
    bench.operation("look-" + ++operations);
    return bench
        .access()
        .reach(machine(), bench.credentials(user), Readiness.REACHABLE, bench.context())
        .flatMap(reached -> bench.access().look(reached, bench.credentials(user), bench.context()));
  }

  private static Machine machine() {
    HostKey[] none = {};
    return Bench.machine(lane.address(), 22, none);
  }

  private MachineFacts seen(String user) {
    return look(user).getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  private MachineFacts seen() {
    return seen(lane.user());
  }

  private static List<String> blocking(MachineFacts facts) {
    return MachineReport.of(facts, Samples.config("demo")).blocking().stream()
        .map(each -> each.code().value())
        .toList();
  }

  private DeployError refused() {
    return look(lane.user()).swap().getOrElseThrow(facts -> new AssertionError("let in: " + facts));
  }

  @Test
  void findsAMachineOnWhichNothingStandsInTheWay() {
    MachineFacts facts = seen();
    assertEquals(List.of(), blocking(facts), facts::toString);
    assertEquals("debian", facts.system().id());
    assertEquals(Elevation.SUDO, facts.account().elevation());
    assertEquals(Presence.RUNNING, facts.docker().presence());
    assertTrue(facts.docker().compose().isPresent(), facts.docker()::toString);
    assertEquals(true, facts.docker().firewallRules().orElseThrow());
    assertEquals(Kind.ABSENT, facts.stackFolder().kind());
    assertEquals("22", facts.sshd().settings().get("port"));
    assertTrue(
        facts.listeners().stream().anyMatch(each -> each.port() == 22),
        facts.listeners()::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo Welcome to $(hostname)",
        "printf 'no end of a line'",
        "echo '{\\\"event\\\":\\\"failed\\\",\\\"code\\\":\\\"stack.unhealthy\\\"}'",
        "cd /tmp; alias sh=false; set -u"
      })
  void doesNotMindAGreeting(String greeting) {
    past(
        "cp ~torrust/.bashrc /root/bashrc; { echo \""
            + greeting.replace("$", "\\$")
            + "\"; cat /root/bashrc; } >~torrust/.bashrc",
        "cp /root/bashrc ~torrust/.bashrc");
    assertEquals(List.of(), blocking(seen()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcsh", "fish", "zsh"})
  void doesNotMindTheLoginShell(String shell) {
    past(
        "command -v "
            + shell
            + " || { apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "
            + shell
            + " >/dev/null; }; usermod -s /bin/"
            + shell
            + " torrust",
        "usermod -s /bin/bash torrust");
    assertEquals(List.of(), blocking(seen()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh.password_expired|chage -d 0 torrust|chage -d 20000 torrust|password has expired",
        "ssh.account_expired|chage -E 1 torrust|chage -E -1 torrust|account has expired",
        "ssh.logins_closed|echo 'Back at noon.' >/etc/nologin|rm -f /etc/nologin|Back at noon.",
        "ssh.account_refused|: >/etc/nologin|rm -f /etc/nologin|",
        "ssh.wrong_user|usermod -s /usr/sbin/nologin torrust|usermod -s /bin/bash torrust|not"
            + " available",
        "ssh.shell_refused|usermod -s /bin/false torrust|usermod -s /bin/bash torrust|"
      })
  void keepsTheMachinesWordsWhenTheLoginIsRefused(
      String code, String script, String wayBack, String words) {
    past(script, wayBack);
    DeployError error = refused();
    assertEquals(code, error.code().value(), error::toString);
    assertTrue(words == null || error.causes().toString().contains(words), error::toString);
    assertTrue(!error.remedies().isEmpty(), error::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh.second_factor|AuthenticationMethods publickey,keyboard-interactive",
        "ssh.shell_refused|Match User torrust\\n ForceCommand /usr/bin/id"
      })
  void knowsWhatTheDaemonWantsBesidesTheKey(String code, String settings) {
    past(
        "printf 'KbdInteractiveAuthentication yes\\n"
            + settings
            + "\\n' >/etc/ssh/sshd_config.d/00-past.conf; systemctl restart ssh",
        "rm -f /etc/ssh/sshd_config.d/00-past.conf; systemctl restart ssh");
    assertEquals(code, refused().code().value());
  }

  @Test
  void saysThatTheAccountCannotBecomeRootAndDoesNotBlameTheName() {
    past(
        "mv /etc/sudoers.d/90-cloud-init-users /root/; cp /etc/hosts /etc/hostname"
            + " /etc/nsswitch.conf /root/; hostname nowhere; echo 127.0.0.1 localhost >/etc/hosts;"
            + " sed -i 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf",
        "mv /root/90-cloud-init-users /etc/sudoers.d/; cp /root/hosts /root/hostname"
            + " /root/nsswitch.conf /etc/; hostname -F /etc/hostname");
    MachineFacts facts = seen();
    assertEquals(List.of("ssh.no_sudo"), blocking(facts));
    assertTrue(facts.account().refusal().contains("password"), facts.account()::toString);
  }

  @Test
  void takesAMachineThatDoesNotFindItsOwnName() {
    past(
        "cp /etc/hosts /etc/hostname /etc/nsswitch.conf /root/; hostname nowhere; echo 127.0.0.1"
            + " localhost >/etc/hosts; sed -i 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf",
        "cp /root/hosts /root/hostname /root/nsswitch.conf /etc/; hostname -F /etc/hostname");
    MachineFacts facts = seen();
    assertEquals(List.of(), blocking(facts));
    assertEquals(false, facts.network().hostnameResolves());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void worksAsRootWithAndWithoutSudo(boolean sudo) {
    past(
        "install -d -m700 /root/.ssh; cp ~torrust/.ssh/authorized_keys /root/.ssh/; "
            + (sudo ? "" : "mv /usr/bin/sudo /usr/bin/sudo.away"),
        "[ ! -e /usr/bin/sudo.away ] || mv /usr/bin/sudo.away /usr/bin/sudo;"
            + " rm -f /root/.ssh/authorized_keys");
    MachineFacts facts = seen("root");
    assertEquals(Elevation.ROOT, facts.account().elevation());
    assertEquals(List.of(), blocking(facts));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remote.read_only|mount --bind /opt /opt && mount -o remount,bind,ro /opt",
        "remote.disk_full|mount -t tmpfs -o size=1m tmpfs /opt",
        "remote.no_inodes|mount -t tmpfs -o nr_inodes=5 tmpfs /opt"
      })
  void tellsFileSystemsApart(String code, String script) {
    past(script, "umount /opt");
    MachineFacts facts = seen();
    assertEquals(List.of(code), blocking(facts), facts.folders()::toString);
  }

  @Test
  void seesThatNothingCanBeExecutedInAFolder() {
    past("mount --bind /opt /opt && mount -o remount,bind,noexec,nosuid /opt", "umount /opt");
    MachineFacts facts = seen();
    assertEquals(false, facts.folder("/opt").orElseThrow().executable());
    assertEquals(List.of(), blocking(facts));
  }

  @Test
  void asksTheRunningDockerForItsSettings() {
    past(
        "cp /etc/docker/daemon.json /root/daemon.json 2>/dev/null || echo '{}' >/root/daemon.json;"
            + " python3 -c 'import json; d = json.load(open(\"/root/daemon.json\"));"
            + " d.update({\"iptables\": False, \"ip6tables\": False, \"log-driver\": \"journald\","
            + " \"default-address-pools\": [{\"base\": \"10.99.0.0/23\", \"size\": 24}]});"
            + " json.dump(d, open(\"/etc/docker/daemon.json\", \"w\"))'; systemctl restart docker",
        "cp /root/daemon.json /etc/docker/daemon.json; systemctl reset-failed docker;"
            + " systemctl restart docker");
    MachineFacts facts = seen();
    assertEquals("journald", facts.docker().logDriver());
    assertEquals(false, facts.docker().ipv6Firewall().orElseThrow());
    assertEquals(
        List.of("configure.docker_without_firewall", "configure.docker_address_pools"),
        blocking(facts));
  }

  @Test
  void seesThatSomebodyHasRemovedDockersRules() {
    past("iptables -t nat -F; iptables -t nat -X DOCKER", "systemctl restart docker");
    assertEquals(false, seen().docker().firewallRules().orElseThrow());
  }

  @Test
  void seesWhatOthersHavePutOnTheMachine() {
    past(
        "mkdir -p /srv/data/bt; ln -s /srv/data/bt /opt/torrust; echo x >/srv/data/bt/mine;"
            + " systemd-run -q --unit=site python3 -m http.server 8088;"
            + " systemctl stop 'apt-daily*'; systemctl mask -q cron; apt-mark hold curl >/dev/null;"
            + " for i in 1 2 3 4 5 6 7 8 9 10; do ss -Hltn | grep -q :8088 && break; sleep 1; done",
        "rm -rf /opt/torrust /srv/data; systemctl stop site; systemctl unmask -q cron;"
            + " apt-mark unhold curl >/dev/null");
    MachineFacts facts = seen();
    assertEquals(Kind.FOREIGN, facts.stackFolder().kind());
    assertEquals("/srv/data/bt", facts.stackFolder().target());
    assertEquals(List.of("mine"), facts.stackFolder().entries());
    assertTrue(
        facts.listeners().stream()
            .anyMatch(each -> each.port() == 8088 && each.process().equals("python3")),
        facts.listeners()::toString);
    assertTrue(facts.packages().maskedUnits().contains("cron.service"), facts.packages()::toString);
    assertEquals(List.of("curl"), facts.packages().held());
  }
}
