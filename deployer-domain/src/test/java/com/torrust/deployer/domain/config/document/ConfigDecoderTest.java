package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Position;
import com.torrust.deployer.domain.provider.LxdConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDecoderTest {

  private final ConfigDecoder decoder = ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(7));

  @Test
  void fillsInWhatMayBeLeftOut() {
    EnvironmentConfig config = accepted(Draft.small());

    assertEquals("torrust-tracker-vm-lab", config.instanceName().value());
    assertEquals("torrust", config.sshCredentials().username().value());
    assertEquals(22, config.sshCredentials().port());
    assertEquals(TrackerRelease.V3_0_0, config.tracker().release());
    LxdConfig lxd = (LxdConfig) config.provider();
    assertEquals("ubuntu:24.04", lxd.image());
    assertEquals(LxdConfig.InstanceType.VIRTUAL_MACHINE, lxd.instanceType());
    assertFalse(config.tracker().httpApi().useTlsProxy());
    assertTrue(
        config.prometheus().isEmpty() && config.backup().isEmpty() && config.images().isEmpty());
  }

  @Test
  void takesNullForNothingWhereNothingMayStand() {
    Draft draft =
        Draft.small()
            .with("/environment/description", ConfigValue.ofNull())
            .with("/environment/instance_name", ConfigValue.ofNull())
            .with("/tracker/http_api/use_tls_proxy", ConfigValue.ofNull())
            .with("/tracker/http_api/domain", ConfigValue.ofNull())
            .with("/provider/image", ConfigValue.ofNull())
            .with("/images", ConfigValue.ofNull())
            .with("/grafana", ConfigValue.ofNull());

    assertEquals(accepted(Draft.small()), accepted(draft));
  }

  @Test
  void tellsEverythingThatIsWrongInTheOrderOfTheDocument() {
    Draft draft =
        Draft.small()
            .with("/environment/name", "Lab")
            .without("/ssh_credentials/public_key_path")
            .with("/ssh_credentials/port", ConfigValue.of(0))
            .with("/provider/profile_name", "-p")
            .with("/tracker/core/private", "yes")
            .with("/tracker/udp_trackers", Draft.listeners("bad", "0.0.0.0:0"))
            .with("/tracker/http_api/bind_address", "0.0.0.0:7070")
            .without("/tracker/http_api/admin_token")
            .with(
                "/grafana",
                ConfigValue.object()
                    .with("admin_user", "x")
                    .with("admin_password", "why not me")
                    .build())
            .with("/backup", ConfigValue.array());

    assertEquals(
        List.of(
            "R13 /environment/name",
            "R5 /ssh_credentials/public_key_path",
            "X6 /ssh_credentials/port",
            "R26 /provider/profile_name",
            "R6 /tracker/core/private",
            "R40 /tracker/udp_trackers/0/bind_address",
            "R46 /tracker/udp_trackers/1/bind_address",
            "R5 /tracker/http_api/admin_token",
            "R56 /tracker/http_api/bind_address",
            "R65 /grafana",
            "X34 /backup"),
        briefly(draft));
  }

  @Test
  void judgesAcrossSectionsWhatIsValidInThem() {
    Draft draft = Draft.withTls().without("/https").with("/tracker/core", ConfigValue.ofNull());

    assertEquals(
        List.of("R6 /tracker/core", "R67 /tracker/http_trackers/0/use_tls_proxy"), briefly(draft));
  }

  @Test
  void doesNotMissTlsThatMayStandBehindWhatItCannotRead() {
    Draft draft =
        Draft.small()
            .with("/https", ConfigValue.object().with("admin_email", "ops@example.org").build())
            .with("/tracker/http_api/use_tls_proxy", "true");

    assertEquals(List.of("R6 /tracker/http_api/use_tls_proxy"), briefly(draft));
  }

  @Test
  void namesTheNearestMembersOfAnUnknownOne() {
    Finding finding =
        only(Draft.small().with("/images", ConfigValue.object().with("trackr", "a/b:1").build()));

    assertEquals("X5 /images/trackr", briefly(finding));
    assertEquals("remove it, or write 'tracker'", finding.remedy());
  }

  @Test
  void tellsWhereAMemberOfTheOtherProviderBelongs() {
    Finding finding = only(Draft.small().with("/provider/api_token", "s3cret-4711"));

    assertEquals("X5 /provider/api_token", briefly(finding));
    assertEquals("remove it; it belongs to 'hetzner', not to 'lxd'", finding.remedy());
  }

  @Test
  void explainsMembersOfOldFormats() {
    Finding caddy =
        only(Draft.small().with("/caddy", ConfigValue.object().with("email", "a@b.c").build()));
    Finding tls = only(Draft.small().with("/tracker/http_api/tls", ConfigValue.object().build()));

    assertTrue(caddy.remedy().contains("https with admin_email"), caddy.remedy());
    assertTrue(tls.remedy().contains("domain and use_tls_proxy"), tls.remedy());
  }

  @Test
  void leavesTheSchemaMemberToTheEditor() {
    assertEquals(List.of(), briefly(Draft.small().with("/$schema", "./schema.json")));
  }

  @Test
  void refusesAMemberThatStandsTwiceAndJudgesTheFirst() {
    ObjectValue once = (ObjectValue) Draft.small().document();
    List<Member> members = new ArrayList<>(once.members());
    members.add(new Member("tracker", ConfigValue.ofNull(), Optional.of(new Position(9, 3))));
    Finding finding = only(new Draft(new ObjectValue(members, Optional.empty())));

    assertEquals("R10 /tracker", briefly(finding));
    assertEquals(Optional.of(new Position(9, 3)), finding.position());
  }

  @Test
  void escapesNamesInPointers() {
    assertEquals(List.of("X5 /a~1b~0c"), briefly(new Draft(withMember(Draft.small(), "a/b~c"))));
  }

  @Test
  void judgesWhatItCanWhenTheProviderIsUnknown() {
    Draft draft = Draft.small().with("/provider/provider", "LXD").with("/provider/size", "big");

    assertEquals(List.of("R8 /provider/provider", "X5 /provider/size"), briefly(draft));
    assertEquals("write 'lxd'", findings(draft).get(0).remedy());
  }

  @Test
  void asksForTheSelectorBeforeAnythingElseOfADatabase() {
    Draft draft =
        Draft.withMysql()
            .without("/tracker/core/database/driver")
            .without("/tracker/core/database/host");

    assertEquals(List.of("R5 /tracker/core/database/driver"), briefly(draft));
  }

  @Test
  void neverShowsASecretNotEvenOfTheWrongType() {
    Draft draft =
        Draft.withMysql()
            .with("/tracker/core/database/password", new NumberValue("86753091", Optional.empty()))
            .with("/tracker/core/database/root_password", ConfigValue.array("86753091"))
            .with("/tracker/http_api/admin_token", "86753091\n")
            .with("/tracker/core/database/pasword", "86753091");

    assertEquals(4, findings(draft).size());
    assertFalse(findings(draft).toString().contains("86753091"), () -> findings(draft).toString());
  }

  @Test
  void pointsAtTheNameOfAnUnknownMemberAndAtTheValueOfAWrongOne() {
    Optional<Position> name = Optional.of(new Position(2, 3));
    Optional<Position> value = Optional.of(new Position(2, 12));
    Member unknown = new Member("firewall", new TextValue("x", value), name);
    Member wrong = new Member("tracker", new TextValue("x", value), name);
    ObjectValue document =
        new ObjectValue(List.of(unknown, wrong), Optional.of(new Position(1, 1)));

    List<Finding> findings = withoutClear(decoder.decode(document));

    assertEquals(
        List.of(
            "R5 /environment",
            "R5 /ssh_credentials",
            "R5 /provider",
            "X5 /firewall",
            "R6 /tracker"),
        findings.stream().map(ConfigDecoderTest::briefly).toList());
    assertEquals(Optional.of(new Position(1, 1)), findings.get(0).position());
    assertEquals(name, findings.get(3).position());
    assertEquals(value, findings.get(4).position());
  }

  @Test
  void drawsThePasswordOfTheSuperuserOnlyWhenThereIsNone() {
    MysqlConfig drawn = (MysqlConfig) accepted(Draft.withMysql()).tracker().database();
    MysqlConfig again = (MysqlConfig) accepted(Draft.withMysql()).tracker().database();
    MysqlConfig given =
        (MysqlConfig)
            accepted(Draft.withMysql().with("/tracker/core/database/root_password", "g1ven"))
                .tracker()
                .database();

    assertEquals(32, drawn.rootPassword().expose().length());
    assertNotEquals(drawn.rootPassword(), again.rootPassword());
    assertEquals("g1ven", given.rootPassword().expose());
  }

  @Test
  void warnsAboutKeyFiles() {
    KeyFiles files =
        new KeyFiles() {
          @Override
          public Optional<Flaw> privateKey(Path file) {
            return Optional.of(Flaw.PASSPHRASE);
          }

          @Override
          public Optional<Flaw> publicKey(Path file) {
            return file.equals(Path.of("/keys/lab.pub"))
                ? Optional.of(Flaw.MISSING)
                : Optional.empty();
          }
        };
    Decoded decoded = decoder.lookingAt(files).decode(Draft.small().document());

    assertTrue(decoded.config().isPresent());
    assertEquals(
        List.of("X7 /ssh_credentials/private_key_path", "X7 /ssh_credentials/public_key_path"),
        withoutClear(decoded).stream().map(ConfigDecoderTest::briefly).toList());
    assertEquals(
        "'/keys/lab.pub' does not exist on this computer", decoded.findings().get(1).message());
  }

  @Test
  void warnsWhenBothKeysAreOneFile() {
    assertEquals(
        List.of("X7 /ssh_credentials/public_key_path"),
        briefly(Draft.small().with("/ssh_credentials/public_key_path", "/keys/lab")));
  }

  @Test
  void refusesWhatCannotBeWrittenToAnyFile() {
    assertEquals(
        List.of("X13 /environment/description", "X13 /ssh_credentials/private_key_path"),
        briefly(
            Draft.small()
                .with("/environment/description", "half \ud83d")
                .with("/ssh_credentials/private_key_path", "/keys/\u0000")));
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.org, db.example.org",
    "db_1, db_1",
    "10.0.0.5, 10.0.0.5",
    "2001:db8::7, [2001:db8::7]",
    "[2001:db8::7], [2001:db8::7]"
  })
  void takesAnyHostForADatabaseAndWritesItAsUrlsDo(String text, String inUrl) {
    EnvironmentConfig config =
        accepted(Draft.withMysql().with("/tracker/core/database/host", text));

    assertEquals(inUrl, ((MysqlConfig) config.tracker().database()).hostInUrl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "db:3306", "[db]", "fe80::1%2", "a@b", "a/b", "a b", "[::1"})
  void refusesAHostThatWouldMeanSomethingElseInAUrl(String text) {
    assertEquals(
        List.of("X24 /tracker/core/database/host"),
        briefly(Draft.withMysql().with("/tracker/core/database/host", text)));
  }

  @Test
  void acceptsAndWarnsAboutOurOwnMembers() {
    Draft draft =
        Draft.small()
            .with("/tracker/release", "develop")
            .with("/images", ConfigValue.object().with("tracker", "torrust/tracker:latest").build())
            .with("/ssh_credentials/host_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA lab")
            .with("/provider/instance_type", "container")
            .with("/provider/image", "local:tracker");

    EnvironmentConfig config = accepted(draft);

    assertEquals(List.of("Y5 /tracker/release", "Y7 /images/tracker"), briefly(draft));
    assertEquals(
        Optional.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"), config.sshCredentials().hostKey());
    assertEquals(LxdConfig.InstanceType.CONTAINER, ((LxdConfig) config.provider()).instanceType());
  }

  @Test
  void refusesOurOwnMembersWithValuesOfNoMeaning() {
    Draft draft =
        Draft.small()
            .with("/ssh_credentials/host_key", "AAAA")
            .with("/provider/image", "ubuntu 24.04")
            .with("/provider/instance_type", "vm")
            .with("/tracker/release", "4.0.0")
            .with(
                "/images",
                ConfigValue.object()
                    .with("tracker", "torrust/tracker")
                    .with("nginx", "nginx:1")
                    .build());

    assertEquals(
        List.of(
            "Y1 /ssh_credentials/host_key",
            "Y2 /provider/image",
            "Y3 /provider/instance_type",
            "Y4 /tracker/release",
            "Y6 /images/tracker",
            "X5 /images/nginx"),
        briefly(draft));
  }

  private EnvironmentConfig accepted(Draft draft) {
    Decoded decoded = decoder.decode(draft.document());
    return decoded.config().orElseThrow(() -> new AssertionError(decoded.findings().toString()));
  }

  /** Without the warning that the small drafts have TLS nowhere. */
  private List<Finding> findings(Draft draft) {
    return withoutClear(decoder.decode(draft.document()));
  }

  private static List<Finding> withoutClear(Decoded decoded) {
    return decoded.findings().stream().filter(each -> !each.rule().equals("S1")).toList();
  }

  private List<String> briefly(Draft draft) {
    return findings(draft).stream().map(ConfigDecoderTest::briefly).toList();
  }

  private static String briefly(Finding finding) {
    return finding.rule() + " " + finding.pointer();
  }

  private Finding only(Draft draft) {
    List<Finding> findings = findings(draft);
    assertEquals(1, findings.size(), findings::toString);
    return findings.get(0);
  }

  private static ConfigValue withMember(Draft draft, String name) {
    List<Member> members = new ArrayList<>(((ObjectValue) draft.document()).members());
    members.add(new Member(name, ConfigValue.ofNull(), Optional.empty()));
    return new ObjectValue(members, Optional.empty());
  }
}
