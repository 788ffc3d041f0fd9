package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.Finding;
import io.vavr.control.Either;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stored once stays readable when rules grow. */
class StoredDocumentTest {

  @ParameterizedTest
  @CsvSource({
    "/environment/name, logs",
    "/environment/name, a23456789012345678901234567890123456789012345",
    "/environment/instance_name, my_vm",
    "/ssh_credentials/private_key_path, keys/lab",
    "/ssh_credentials/username, dana.k",
    "/provider/profile_name, my profile",
    "/provider/image, ubuntu 24.04",
    "/tracker/core/database/database_name, ../x",
    "/tracker/udp_trackers/0/bind_address, 0.0.0.0:0",
    "/tracker/http_api/bind_address, 0.0.0.0:7070",
    "/tracker/http_api/admin_token, ''",
    "/tracker/http_api/domain, example_domain.com",
    "/tracker/gone, since",
    "/backup/schedule, 99 99 99 99 99",
    "/https/admin_email, Ops <ops@localhost>",
    "/images/tracker, torrust/tracker",
  })
  void isReadAlthoughARuleRefusesItToday(String pointer, String value) {
    Draft draft =
        Draft.small()
            .with("/backup", ConfigValue.object().build())
            .with("/https", ConfigValue.object().with("admin_email", "ops@example.org").build())
            .with("/images", ConfigValue.object().build())
            .with(pointer, value);

    EnvironmentConfig restored = ConfigDecoder.restore(Draft.PROVIDERS, draft.document()).get();

    assertEquals(
        Either.right(restored),
        ConfigDecoder.restore(Draft.PROVIDERS, ConfigEncoder.encode(Draft.PROVIDERS, restored)));
  }

  @Test
  void isRefusedWithTlsThatNoHostNameBelongsTo() {
    Draft draft = Draft.small().with("/tracker/http_api/use_tls_proxy", ConfigValue.of(true));

    assertEquals(
        List.of("R51 /tracker/http_api/domain"),
        ConfigDecoder.restore(Draft.PROVIDERS, draft.document()).getLeft().stream()
            .map(finding -> finding.rule() + " " + finding.pointer())
            .toList());
  }

  @Test
  void isReadWithPortZeroAndWithNullForWhatIsOptional() {
    Draft draft =
        Draft.small()
            .with("/ssh_credentials/port", ConfigValue.of(0))
            .with("/ssh_credentials/username", ConfigValue.ofNull());

    EnvironmentConfig restored = ConfigDecoder.restore(Draft.PROVIDERS, draft.document()).get();

    assertEquals(0, restored.sshCredentials().port());
    assertEquals("torrust", restored.sshCredentials().username().value());
  }

  @ParameterizedTest
  @CsvSource({
    "/environment/name, ../lab, R14",
    "/environment, lab, R6",
    "/ssh_credentials/port, 22, R6",
    "/tracker/core/database/driver, postgresql, R9",
    "/tracker/http_api/bind_address, bad, R40",
    "/tracker/release, 4.0.0, Y4",
  })
  void isRefusedWhenItsShapeIsNotOurs(String pointer, String value, String rule) {
    List<Finding> findings =
        ConfigDecoder.restore(Draft.PROVIDERS, Draft.small().with(pointer, value).document())
            .getLeft();

    assertEquals(
        List.of(rule + " " + pointer),
        findings.stream().map(f -> f.rule() + " " + f.pointer()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/environment",
        "/ssh_credentials/private_key_path",
        "/tracker/http_trackers",
        "/tracker/http_api/admin_token"
      })
  void isRefusedWithoutAMemberThatWasAlwaysRequired(String pointer) {
    List<Finding> findings =
        ConfigDecoder.restore(Draft.PROVIDERS, Draft.small().without(pointer).document()).getLeft();

    assertEquals(
        List.of("R5 " + pointer),
        findings.stream().map(f -> f.rule() + " " + f.pointer()).toList());
  }

  @Test
  void hasThePasswordThatWasDrawn() {
    EnvironmentConfig created =
        ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(7))
            .decode(Draft.withMysql().document())
            .config()
            .orElseThrow();

    assertEquals(
        Either.right(created),
        ConfigDecoder.restore(Draft.PROVIDERS, ConfigEncoder.encode(Draft.PROVIDERS, created)));
    assertTrue(
        ConfigDecoder.restore(Draft.PROVIDERS, Draft.withMysql().document()).isLeft(),
        "nothing is drawn while reading");
  }
}
