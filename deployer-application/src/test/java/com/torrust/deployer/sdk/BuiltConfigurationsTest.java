package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Configurations that a program builds, without a document, are judged as documents are. */
class BuiltConfigurationsTest {

  private final FakeWorld world = FakeWorld.create();

  private Deployer deployer() {
    return Deployer.builder().clock(world.clock()).use(world.adapters()).build();
  }

  /** A file outside of the database's folder, and an interval of no time. */
  private static EnvironmentConfig broken() {
    EnvironmentConfig sample = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(sample)
        .withTracker(
            ImmutableTrackerConfig.copyOf(sample.tracker()).withDatabase(new SqliteConfig("../x")))
        .withPrometheus(new PrometheusConfig(0));
  }

  private void assertRefused(DeployError error) {
    assertEquals("config.invalid", error.code().value());
    assertEquals(
        List.of(
            "X23 /tracker/core/database/database_name", "R57 /prometheus/scrape_interval_in_secs"),
        error.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(finding -> finding.rule() + " " + finding.pointer())
            .toList());
    assertTrue(deployer().list().get().isEmpty(), "nothing is stored");
  }

  @Test
  void areRefusedByCreateWithTheFindingsOfADocument() {
    assertRefused(deployer().create(broken(), OperationOptions.standard()).getLeft());
  }

  @Test
  void areRefusedByDeployBeforeAnythingIsTouched() {
    assertRefused(
        deployer().deploy(broken(), DeployTarget.RUNNING, OperationOptions.standard()).getLeft());
  }
}
