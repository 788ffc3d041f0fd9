package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortRulesTest {

  private static final ConfigValue PROMETHEUS =
      ConfigValue.object().with("scrape_interval_in_secs", 15).build();
  private static final ConfigValue GRAFANA =
      ConfigValue.object().with("admin_user", "ops").with("admin_password", "gr4fana").build();

  @Test
  void tellsAnAddressThatIsTakenThriceOnceWithAllWhoTakeIt() {
    Draft draft =
        Draft.small()
            .with("/tracker/http_trackers", Draft.listeners("0.0.0.0:7070", "0.0.0.0:07070"))
            .with("/tracker/http_api/bind_address", "0.0.0.0:7070");

    assertEquals(List.of("R56 /tracker/http_trackers/1/bind_address"), errors(draft));
    assertTrue(
        findings(draft)
            .get(0)
            .message()
            .startsWith("HTTP Tracker #1 and HTTP Tracker #2 and HTTP API listen"),
        findings(draft).get(0).message());
  }

  @Test
  void letsUdpAndTcpShareAPortAndTheHealthCheckAUdpPort() {
    Draft draft =
        Draft.small()
            .with("/tracker/http_trackers", Draft.listeners("0.0.0.0:6969"))
            .with("/tracker/udp_trackers", Draft.listeners("0.0.0.0:6969", "0.0.0.0:1313"));

    assertEquals(List.of(), errors(draft));
  }

  @Test
  void refusesListenersThatWouldBePublishedOnOnePort() {
    Draft draft =
        Draft.small()
            .with("/tracker/udp_trackers", Draft.listeners("10.0.0.1:6969", "10.0.0.2:6969"));

    assertEquals(List.of("X14 /tracker/udp_trackers/1/bind_address"), errors(draft));
  }

  @Test
  void refusesAWildcardBesideASpecificAddressEvenIfNeitherIsPublished() {
    Draft draft = Draft.withTls().with("/tracker/health_check_api/bind_address", "10.0.0.1:7070");

    assertEquals(List.of("X14 /tracker/health_check_api/bind_address"), errors(draft));
  }

  @Test
  void letsListenersOnLoopbackShareAPortOnDifferentAddresses() {
    Draft draft =
        Draft.small()
            .with("/tracker/http_api/bind_address", "127.0.0.2:1212")
            .with("/tracker/health_check_api/bind_address", "127.0.0.1:1212");

    assertEquals(List.of(), errors(draft));
  }

  @Test
  void refusesAddressesOfTheMachineThatWouldBeTheSameSocketInTheContainer() {
    Draft draft =
        Draft.withTls()
            .with("/tracker/http_api/bind_address", "10.0.0.1:1212")
            .with("/tracker/health_check_api/bind_address", "10.0.0.2:1212");

    assertEquals(List.of("X14 /tracker/health_check_api/bind_address"), errors(draft));
  }

  @Test
  void refusesListenersThatMeetInOneFamilyOnly() {
    assertEquals(
        List.of("X14 /tracker/udp_trackers/1/bind_address"),
        errors(
            Draft.small()
                .with("/tracker/udp_trackers", Draft.listeners("0.0.0.0:6969", "[::]:6969"))));
    assertEquals(
        List.of("X14 /tracker/http_api/bind_address"),
        errors(
            Draft.small()
                .with("/tracker/http_trackers", Draft.listeners("[2001:db8::7]:1212"))
                .with("/tracker/http_api/bind_address", "[::]:1212")));
  }

  @Test
  void letsAListenerOnLoopbackHaveThePortOfAPublishedService() {
    Draft draft =
        Draft.small()
            .with("/prometheus", PROMETHEUS)
            .with("/tracker/http_trackers", Draft.listeners("127.0.0.1:9090", "[::1]:22"));

    assertEquals(List.of(), errors(draft));
  }

  @Test
  void refusesMappedAddressesOfEveryListener() {
    assertEquals(
        List.of(
            "X36 /tracker/udp_trackers/0/bind_address",
            "X36 /tracker/http_trackers/0/bind_address",
            "X36 /tracker/http_api/bind_address",
            "X36 /tracker/health_check_api/bind_address"),
        errors(
            Draft.small()
                .with("/tracker/udp_trackers", Draft.listeners("[::ffff:1.2.3.4]:6969"))
                .with("/tracker/http_trackers", Draft.listeners("[::ffff:0.0.0.0]:7070"))
                .with("/tracker/http_api/bind_address", "[::ffff:7f00:1]:1212")
                .with("/tracker/health_check_api/bind_address", "[::FFFF:127.0.0.1]:1313")));
  }

  @Test
  void warnsOfAddressesWithAZoneThatNobodyReaches() {
    Draft draft = Draft.small().with("/tracker/udp_trackers", Draft.listeners("[fe80::1%2]:6969"));

    assertEquals(List.of(), errors(draft));
    assertTrue(
        findings(draft).stream()
            .anyMatch(
                finding -> finding.rule().equals("X19") && finding.message().contains("one link")),
        findings(draft).toString());
  }

  @Test
  void keepsThePortsOfOtherServicesFree() {
    Draft draft =
        Draft.small()
            .with("/prometheus", PROMETHEUS)
            .with("/grafana", GRAFANA)
            .with(
                "/tracker/http_trackers",
                Draft.listeners("0.0.0.0:3000", "0.0.0.0:9090", "0.0.0.0:22"));

    assertEquals(
        List.of(
            "X15 /tracker/http_trackers/0/bind_address",
            "X15 /tracker/http_trackers/1/bind_address",
            "X15 /tracker/http_trackers/2/bind_address"),
        errors(draft));
  }

  @Test
  void freesThePortsOfServicesThatAreNotThere() {
    Draft draft =
        Draft.small()
            .with("/ssh_credentials/port", ConfigValue.of(2222))
            .with(
                "/tracker/http_trackers",
                Draft.listeners(
                    "0.0.0.0:3000", "0.0.0.0:9090", "0.0.0.0:22", "0.0.0.0:80", "0.0.0.0:443"));

    assertEquals(List.of(), errors(draft));
  }

  @Test
  void keepsThePortsOfTheProxyFreeForBothProtocols() {
    Draft draft =
        Draft.withTls()
            .with(
                "/tracker/http_api",
                Draft.listener("0.0.0.0:80").with("admin_token", "t0ken").build())
            .with("/tracker/udp_trackers", Draft.listeners("[::]:443", "[::]:80"));

    assertEquals(
        List.of("X15 /tracker/udp_trackers/0/bind_address", "X15 /tracker/http_api/bind_address"),
        errors(draft));
  }

  @Test
  void keepsTheSshDaemonAwayFromThePortsOfServices() {
    assertEquals(
        List.of("X15 /ssh_credentials/port"),
        errors(Draft.withTls().with("/ssh_credentials/port", ConfigValue.of(443))));
    assertEquals(
        List.of("X15 /ssh_credentials/port"),
        errors(
            Draft.small()
                .with("/prometheus", PROMETHEUS)
                .with("/ssh_credentials/port", ConfigValue.of(9090))));
  }

  @Test
  void findsOneDomainForTwoServicesWithTlsOnly() {
    assertEquals(
        List.of("X16 /grafana/domain"),
        errors(Draft.withTls().with("/grafana/domain", "API.example.ORG")));
    assertEquals(
        List.of(),
        errors(
            Draft.withTls()
                .with("/grafana/use_tls_proxy", ConfigValue.of(false))
                .with("/grafana/domain", "api.example.org")));
  }

  private static List<Finding> findings(Draft draft) {
    return ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(7))
        .decode(draft.document())
        .findings();
  }

  private static List<String> errors(Draft draft) {
    return findings(draft).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.rule() + " " + finding.pointer())
        .toList();
  }
}
