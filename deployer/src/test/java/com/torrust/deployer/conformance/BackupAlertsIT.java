package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupKeep;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableBackupRepository;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.RepositoryLocation;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.release.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the rules for backups, and raises the alarms that it should. */
class BackupAlertsIT {

  /** Half an hour after a backup was due, a drill failed, and what else there is. */
  private static final String TRIAL =
      """
      rule_files: [backups.yml]
      evaluation_interval: 1m
      tests:
        - interval: 1m
          input_series:
            - {series: 'torrust_backup_due_timestamp_seconds{work="backup"}', values: '600x60'}
            - {series: 'torrust_backup_due_timestamp_seconds{work="drill"}', values: '99999x60'}
            - {series: 'torrust_backup_failed{work="backup"}', values: '0x60'}
            - {series: 'torrust_backup_failed{work="drill"}', values: '0x20 1x40'}
          alert_rule_test:
            - {alertname: TrackerBackupLate, eval_time: 9m}
            - eval_time: 30m
              alertname: TrackerBackupLate
              exp_alerts:
                - exp_labels: {severity: critical, work: backup}
                  exp_annotations:
                    summary: There is no recent backup of the tracker.
                    description: 'DESCRIPTION'
            - {alertname: TrackerBackupUnproven, eval_time: 30m}
            - {alertname: TrackerBackupFailed, eval_time: 15m}
            - eval_time: 30m
              alertname: TrackerBackupFailed
              exp_alerts:
                - exp_labels: {severity: warning, work: drill}
                  exp_annotations:
                    summary: The last drill of the tracker's backups failed.
                    description: 'DESCRIPTION'
            - {alertname: TrackerBackupUnseen, eval_time: 30m}
        - interval: 1m
          input_series: [{series: 'up{job="backups"}', values: '0x60'}]
          alert_rule_test:
            - {alertname: TrackerBackupUnseen, eval_time: 10m}
            - eval_time: 30m
              alertname: TrackerBackupUnseen
              exp_alerts:
                - exp_labels: {severity: warning, work: backup}
                  exp_annotations:
                    summary: Nobody knows how old the backups of the tracker are.
                    description: 'DESCRIPTION'
      """;

  @TempDir private Path folder;

  private static EnvironmentConfig saving() {
    EnvironmentConfig config =
        RenderCase.all().stream()
            .flatMap(one -> one.decode().toJavaStream())
            .filter(each -> each.prometheus().isPresent())
            .findFirst()
            .orElseThrow();
    return ImmutableEnvironmentConfig.copyOf(config)
        .withBackup(
            new BackupConfig(
                CronSchedule.daily(),
                7,
                Optional.of(
                    ImmutableBackupRepository.builder()
                        .location(RepositoryLocation.parse("rest:https://backup.example/").get())
                        .password(Secret.of("a long password"))
                        .keep(BackupKeep.STANDARD)
                        .check(CronSchedule.weekly())
                        .build())));
  }

  @Test
  void promtoolAcceptsTheRulesAndTheAlarmsAreRaisedWhenTheyShould() throws IOException {
    Program promtool = Program.onPath("promtool");
    Artifacts artifacts =
        Rendering.renderer()
            .render(RenderCase.request(saving()))
            .getOrElseThrow(error -> new AssertionError(error.message()));
    String rules = artifacts.find("prometheus/backups.yml").orElseThrow().text();
    Path file = Files.writeString(folder.resolve("backups.yml"), rules);
    Files.writeString(folder.resolve("token"), "token");
    Path settings =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            artifacts
                .find("prometheus/prometheus.yml")
                .orElseThrow()
                .text()
                .replace("/etc/prometheus/", folder + "/"));
    String page = rules.lines().filter(line -> line.contains("description:")).findFirst().get();
    Path trial =
        Files.writeString(
            folder.resolve("trial.yml"),
            TRIAL.replace("'DESCRIPTION'", page.substring(page.indexOf(':') + 1).strip()));

    for (String[] words :
        new String[][] {
          {"check", "rules", file.toString()},
          {"check", "config", settings.toString()},
          {"test", "rules", trial.toString()}
        }) {
      Program.Outcome outcome = promtool.run(folder, Map.of(), words);
      assertEquals(0, outcome.status(), () -> String.join(" ", words) + ": " + outcome.all());
    }
    assertTrue(Files.readString(settings).contains("job_name: \"backups\""));
  }
}
