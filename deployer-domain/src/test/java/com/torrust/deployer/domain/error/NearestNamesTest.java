package com.torrust.deployer.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

  private static final List<String> KNOWN =
      List.of(
          "schedule",
          "retention_days",
          "use_staging",
          "admin_email",
          "scrape_interval_in_secs",
          "port",
          "name");

  @ParameterizedTest
  @CsvSource({
    "retention_day, retention_days",
    "retnetion_days, retention_days",
    "Schedule, schedule",
    "shedule, schedule",
    "staging, use_staging",
    "scrape_interval, scrape_interval_in_secs",
    "prot, port",
  })
  void findsWhatWasMeant(String given, String meant) {
    assertEquals(List.of(meant), NearestNames.of(given, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"firewall", "x", "''", "tls"})
  void findsNothingForWhatIsNotNear(String given) {
    assertEquals(List.of(), NearestNames.of(given, KNOWN));
  }

  @Test
  void putsFewerSlipsFirstAndStopsAtThree() {
    assertEquals(
        List.of("demo", "demo2", "demo3"),
        NearestNames.of("demo", List.of("demo5", "demo4", "demo3", "demo2", "demo")));
  }

  @Test
  void doesNotCompareEndlessNames() {
    assertEquals(List.of(), NearestNames.of("name".repeat(100_000), KNOWN));
  }
}
