package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineChecksTest {

  private static List<String> ids(EnvironmentConfig config) {
    return MachineChecks.lines(config).lines().map(line -> line.split("\t")[0]).toList();
  }

  private static EnvironmentConfig everything() {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withPrometheus(new PrometheusConfig(15))
        .withGrafana(new GrafanaConfig("admin", Secret.of("a password"), WebAccess.direct()))
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withDatabase(
                    ImmutableMysqlConfig.builder()
                        .host("mysql")
                        .port(3306)
                        .databaseName("torrust")
                        .username("tracker")
                        .password(Secret.of("another password"))
                        .rootPassword(Secret.of("a third password"))
                        .build()));
  }

  @Test
  void asksNothingButTheTrackerWhereThereIsNothingElse() {
    assertEquals(List.of("http_api.token"), ids(Samples.config("demo")));
  }

  @Test
  void asksEveryServiceThatNobodyOutsideCanReach() {
    assertEquals(
        List.of(
            "database.login",
            "http_api.token",
            "statistics.fetched",
            "prometheus.ready",
            "prometheus.up",
            "grafana.health"),
        ids(everything()));
  }

  @Test
  void asksNothingThatAnApiOnItsOwnLoopbackCannotAnswer() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(everything())
            .withTracker(
                ImmutableTrackerConfig.copyOf(everything().tracker())
                    .withHttpApi(
                        new HttpApi(
                            BindAddress.parse("127.0.0.1:1212").get(),
                            Secret.of("a token"),
                            WebAccess.direct())));

    assertEquals(List.of("database.login", "prometheus.ready", "grafana.health"), ids(config));
  }

  @Test
  void waitsForTheFirstScrapeOnlyWhenSomebodyLooks() {
    for (String line : MachineChecks.lines(everything()).lines().toList()) {
      assertEquals(line.startsWith("prometheus.up") ? "later" : "start", line.split("\t")[1], line);
    }
  }

  @Test
  void asksTheTrackerItselfWhereItHasAnEndpointForPrometheus() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(everything())
            .withTracker(
                ImmutableTrackerConfig.copyOf(everything().tracker())
                    .withRelease(TrackerRelease.DEVELOP));
    assertTrue(
        MachineChecks.lines(config)
            .contains("\ttracker\thttp\t1212\t/api/v1/metrics?token=@token@"));
    assertFalse(MachineChecks.lines(config).contains("json-exporter"));
  }

  /** The shell's own reader takes two tabs for one, so only the last field may be empty. */
  @Test
  void leavesNoFieldEmptyButTheLast() {
    for (String line : MachineChecks.lines(everything()).lines().toList()) {
      assertFalse(line.contains("\t\t"), line);
    }
  }

  @Test
  void holdsNoSecret() {
    String lines = MachineChecks.lines(everything());
    for (Secret secret : everything().secrets()) {
      assertFalse(lines.contains(secret.expose()));
    }
  }
}
