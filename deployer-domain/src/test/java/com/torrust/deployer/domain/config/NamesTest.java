package com.torrust.deployer.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.control.Either;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The grammars of texts, beyond the shared cases: which rule comes first, and what the message
 * shows.
 */
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "'', R11, is empty",
    "9Lab_x, R12, begins with a digit",
    "my_LaB, R13, '''L'', ''B'''",
    "my_l_b.é, R14, '''_'', ''.'', ''é'''",
    "-_, R14, '''_'''",
    "-, R15, begins with a dash",
    "-a-, R15, begins with a dash",
    "a--, R16, ends with a dash",
    "a--b, R17, dashes in a row",
    "logs, X30, keeps for itself",
    "history, X30, keeps for itself",
  })
  void namesTheFirstRuleThatAnEnvironmentNameBreaks(String text, String rule, String shown) {
    assertBroken(EnvironmentName.parse(text), rule, shown);
  }

  @ParameterizedTest
  @CsvSource({
    "'', R18, is empty",
    "ééééééééééééééééééééééééééééééééé, R19, 66 bytes",
    "vm.example.org, R20, '''.'''",
    "1vm-, R21, does not begin",
    "vm-, R22, ends with a dash",
  })
  void namesTheFirstRuleThatAnInstanceNameBreaks(String text, String rule, String shown) {
    assertBroken(InstanceName.parse(text), rule, shown);
  }

  @ParameterizedTest
  @CsvSource({
    "'', R28, is empty",
    "1234567890123456789012345678901234, R29, 34 bytes",
    "1dana, R30, does not begin",
    "dana.k, R31, '''.'''",
  })
  void namesTheFirstRuleThatAUserNameBreaks(String text, String rule, String shown) {
    assertBroken(SshUsername.parse(text), rule, shown);
  }

  @ParameterizedTest
  @CsvSource({
    "'', R41",
    "'a b', R42",
    "a\u00a0b, R42",
    "localhost, R43",
    ".a.b, R44",
    "a.b., R44",
    "a..b, R45",
    "http://example.org, X24",
    "example_domain.com, X24",
    "-example.com, X24",
    "example-.com, X24",
    "*.example.com, X24",
    "10.0.0.1, X24",
    "example.123, X24",
    "bücher.example, X24",
  })
  void namesTheFirstRuleThatADomainBreaks(String text, String rule) {
    assertBroken(DomainName.parse(text), rule, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b",
        "Grafana.Example.ORG",
        "xn--bcher-kva.example",
        "3d.9.example.org",
        "a-b.c-d.e1"
      })
  void acceptsHostNamesAndKeepsTheirCase(String text) {
    assertEquals(text, DomainName.parse(text).get().value());
  }

  @ParameterizedTest
  @CsvSource({
    "ops, R59",
    "@example.org, R59",
    "ops@, R59",
    "o ps@example.org, R59",
    "ops@example..org, R59",
    ".ops@example.org, R59",
    "ops@-example.org, R59",
    "<ops@example.org>, R59",
    "Ops <ops@example.org, R59",
    "'\"a\"b\"@example.org', R59",
    "Ops <ops@example.org>, X25",
    "'\"o ps\"@example.org', X25",
    "ops@[192.0.2.1], X25",
    "ops@localhost, X25",
    "öps@example.org, X25",
    "ops@exämple.org, X25",
    "ops@a_b.example.org, X25",
    "{ops}@example.org, X25",
    "{$HOME}@example.org, X25",
  })
  void namesTheFirstRuleThatAnEmailAddressBreaks(String text, String rule) {
    assertBroken(EmailAddress.parse(text), rule, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops@example.org",
        "first.last+tls@mail.example.org",
        "fake`'ops@example.org",
        "a#$%&'*+/=?^_|~b@x.yz"
      })
  void acceptsPlainEmailAddresses(String text) {
    assertEquals(text, EmailAddress.parse(text).get().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|R60",
        "' '|R60",
        "@daily|R61",
        "0 3 * * MON|R61",
        "0 3 * *|R62",
        "0 0 3 * * *|R62",
        "60 3 * * *|X26",
        "0 24 * * *|X26",
        "0 3 0 * *|X26",
        "0 3 32 * *|X26",
        "0 3 * 13 *|X26",
        "0 3 * * 8|X26",
        "5-3 * * * *|X26",
        "*/0 * * * *|X26",
        "1-5/0 * * * *|X26",
        "5/10 * * * *|X26",
        "1,,2 * * * *|X26",
        "1- * * * *|X26",
        "-5 * * * *|X26",
        "*-5 * * * *|X26",
        "/ , - * -|X26",
        "99999999999 * * * *|X26",
      })
  void namesTheFirstRuleThatAScheduleBreaks(String text, String rule) {
    assertBroken(CronSchedule.parse(text), rule, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * *",
        " 0  3 * * * ",
        "*/15 0-6,20 1,15 * 1-5",
        "0,30 */6 1-31/2 1-12 0,7",
        "59 23 31 12 7",
        "*/70 * * * *",
        "*/99999 0003 * * *"
      })
  void acceptsSchedulesAndKeepsThemAsWritten(String text) {
    assertEquals(text, CronSchedule.parse(text).get().value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caddy:2.10",
        "prom/prometheus:v3.5.0",
        "registry.example.org:5000/a/b_c/d--e:1.0",
        "localhost:5000/x:1",
        "mysql@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "mysql:8@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "torrust/tracker:latest"
      })
  void acceptsImagesWithATagOrADigest(String text) {
    assertEquals(text, ImageReference.parse(text).get().value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "caddy",
        "prom/prometheus",
        "localhost:5000/x",
        "Caddy:1",
        "caddy:",
        "caddy:1 ",
        "caddy:1\n",
        "a/../b:1",
        "caddy@sha256:00",
        "caddy@md5:0000",
        "/caddy:1",
        "caddy:-1",
        "a__b___c:1"
      })
  void refusesWhatIsNoImageWithATagOrADigest(String text) {
    assertBroken(ImageReference.parse(text), "Y6", "");
  }

  private static void assertBroken(Either<Violation, ?> parsed, String rule, String shown) {
    assertTrue(parsed.isLeft(), parsed::toString);
    assertEquals(rule, parsed.getLeft().rule(), parsed.getLeft().message());
    assertTrue(parsed.getLeft().message().contains(shown), parsed.getLeft().message());
  }
}
