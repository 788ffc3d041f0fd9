package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableSshCredentials;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.SshUsername;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a program builds of the configuration's classes is judged by the rules of documents. */
class BuiltValuesTest {

  private static final ImmutableEnvironmentConfig VALID =
      ImmutableEnvironmentConfig.copyOf(
          ConfigDecoder.restore(Draft.PROVIDERS, Draft.small().document()).get());

  private static List<String> errors(EnvironmentConfig config) {
    return ConfigDecoder.check(Draft.PROVIDERS, config).findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.rule() + " " + finding.pointer())
        .toList();
  }

  private static EnvironmentConfig with(DatabaseConfig database) {
    return VALID.withTracker(ImmutableTrackerConfig.copyOf(VALID.tracker()).withDatabase(database));
  }

  private static ImmutableMysqlConfig mysql() {
    return ImmutableMysqlConfig.builder()
        .host("mysql")
        .port(3306)
        .databaseName("tracker")
        .username("tracker_user")
        .password(Secret.of("a long password"))
        .rootPassword(Secret.of("another long password"))
        .build();
  }

  @Test
  void acceptsWhatObeysEveryRule() {
    assertEquals(List.of(), errors(VALID));
    assertEquals(List.of(), errors(with(mysql())));
  }

  @Test
  void judgesDatabases() {
    String database = "/tracker/core/database";
    assertEquals(
        List.of("X23 " + database + "/database_name"), errors(with(new SqliteConfig("../x"))));
    assertEquals(List.of("R34 " + database + "/database_name"), errors(with(new SqliteConfig(""))));
    assertEquals(
        List.of(
            "X24 " + database + "/host",
            "R7 " + database + "/port",
            "R39 " + database + "/username"),
        errors(with(mysql().withHost("a b").withPort(70_000).withUsername("root"))));
    assertEquals(
        List.of(
            "R36 " + database + "/port",
            "X21 " + database + "/database_name",
            "X13 " + database + "/password"),
        errors(
            with(
                mysql()
                    .withPort(0)
                    .withDatabaseName("sys")
                    .withPassword(Secret.of("two\nlines of text")))));
  }

  @Test
  void judgesNamesThatWereRestoredWithoutBeingAsked() {
    assertEquals(
        List.of("R14 /environment/name", "R22 /environment/instance_name"),
        errors(
            VALID
                .withName(EnvironmentName.restored("../etc"))
                .withInstanceName(InstanceName.restored("vm-"))));
    assertEquals(
        List.of("Y6 /images/tracker"),
        errors(VALID.withImages(Map.of(Component.TRACKER, ImageReference.restored("a b")))));
  }

  @Test
  void judgesHowTheMachineIsReached() {
    ImmutableSshCredentials ssh = ImmutableSshCredentials.copyOf(VALID.sshCredentials());
    assertEquals(
        List.of(
            "R32 /ssh_credentials/private_key_path",
            "R31 /ssh_credentials/username",
            "X6 /ssh_credentials/port",
            "Y1 /ssh_credentials/host_key"),
        errors(
            VALID.withSshCredentials(
                ssh.withPrivateKeyPath(Path.of("key"))
                    .withUsername(SshUsername.restored("a b"))
                    .withPort(0)
                    .withHostKey("none"))));
  }

  @Test
  void judgesServicesAndWhatTheyNeedOfEachOther() {
    assertEquals(
        List.of("R57 /prometheus/scrape_interval_in_secs", "R63 /backup/retention_days"),
        errors(
            VALID
                .withPrometheus(new PrometheusConfig(0))
                .withBackup(new BackupConfig(CronSchedule.daily(), 0))));
    assertEquals(
        List.of("R7 /backup/retention_days"),
        errors(VALID.withBackup(new BackupConfig(CronSchedule.daily(), -1))));
    assertEquals(
        List.of("R65 /grafana", "X44 /grafana/admin_user"),
        errors(
            VALID
                .withPrometheus(Optional.empty())
                .withGrafana(
                    new GrafanaConfig("${user}", Secret.of("a long one"), WebAccess.direct()))));
  }

  @Test
  void judgesListeners() {
    TrackerConfig tracker =
        ImmutableTrackerConfig.copyOf(VALID.tracker())
            .withUdpTrackers(
                new UdpTracker(BindAddress.parse("0.0.0.0:0").get(), Optional.empty()),
                new UdpTracker(BindAddress.parse("0.0.0.0:0").get(), Optional.empty()));
    assertEquals(
        List.of(
            "R46 /tracker/udp_trackers/0/bind_address", "R46 /tracker/udp_trackers/1/bind_address"),
        errors(VALID.withTracker(tracker)));
  }

  @Test
  void judgesTheSectionsOfProviders() {
    ProviderConfig lxd =
        ImmutableLxdConfig.builder().profileName(ProfileName.restored("1")).image("a b").build();
    assertEquals(
        List.of("R26 /provider/profile_name", "Y2 /provider/image"),
        errors(VALID.withProvider(lxd)));
    ProviderConfig hetzner =
        ImmutableHetznerConfig.builder()
            .apiToken(Secret.of(" "))
            .serverType("CX 22")
            .location("nbg1")
            .image("debian-12")
            .build();
    assertEquals(
        List.of("X10 /provider/api_token", "X29 /provider/server_type"),
        errors(VALID.withProvider(hetzner)));
  }

  @Test
  void saysWhatADocumentWouldSay() {
    Finding finding =
        ConfigDecoder.check(Draft.PROVIDERS, with(new SqliteConfig("../x"))).findings().stream()
            .filter(each -> each.severity() == Severity.ERROR)
            .findFirst()
            .orElseThrow();
    List<Finding> ofDocument =
        ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(1))
            .decode(Draft.small().with("/tracker/core/database/database_name", "../x").document())
            .findings();

    assertEquals(
        List.of(finding),
        ofDocument.stream().filter(each -> each.severity() == Severity.ERROR).toList());
  }
}
