package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Position;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.testkit.data.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConfigReaderTest {

  private static final String SMALL = Documents.text("/rules/bases/A.json");

  private final JsonConfigReader reader =
      new JsonConfigReader(
          Samples.PROVIDERS, ConfigDecoder.drawingFrom(Samples.PROVIDERS, new Random(7)));

  @TempDir private Path folder;

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.json"), SMALL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    ParsedConfig parsed = reader.read(file).get();

    assertEquals("lab", parsed.config().name().value());
    assertEquals(List.of("S1", "S6"), rules(parsed));
  }

  @Test
  void makesRelativePathsOfSecretsAbsoluteByTheFolderOfTheFile() throws IOException {
    String text =
        SMALL.replaceFirst(
            "\"admin_token\": *\"[^\"]*\"", "\"admin_token\": {\"file\": \"../api\"}");
    Path file = Files.writeString(folder.resolve("lab.json"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    ParsedConfig parsed = reader.read(file).get();

    assertEquals(
        Optional.of(
            new SecretReference.ContentOf(folder.toAbsolutePath().getParent().resolve("api"))),
        parsed.config().tracker().httpApi().adminToken().reference());
    assertEquals(
        List.of("S5"),
        reader.parse(text, "a text").getLeft().findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(Finding::rule)
            .toList());
  }

  private static List<String> rules(ParsedConfig parsed) {
    return parsed.warnings().stream().map(Finding::rule).toList();
  }

  @Test
  void warnsOfAFileThatEveryUserCanRead() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.json"), SMALL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Finding finding = reader.read(file).get().warnings().get(1);

    assertEquals("config.readable_by_others", finding.code().value());
    assertEquals(Finding.Severity.WARNING, finding.severity());
    assertTrue(finding.remedy().contains("chmod 600"), finding.remedy());
  }

  @ParameterizedTest
  @CsvSource({
    "x,S3",
    "short-7,S3",
    "aaaaaaaaaaaaaaaaaaaa,S3",
    "'long enough and more\u200b',S4",
    "'\u202elong enough and more',S4",
    "' long enough and more',S4",
    "'long\u00adenough and more',S4",
    "MyAccessToken,X12"
  })
  void warnsOfASecretThatIsGuessedOrMistypedWithoutShowingIt(String secret, String rule) {
    String text =
        SMALL.replaceAll("\"admin_token\": *\"[^\"]*\"", "\"admin_token\": \"" + secret + "\"");
    assertTrue(text.contains(secret), text);

    ParsedConfig parsed = reader.parse(text, "lab.json").get();

    assertEquals(List.of(rule), rules(parsed).stream().filter(each -> !each.equals("S1")).toList());
    assertTrue(
        secret.length() < 4
            || parsed.warnings().stream()
                .noneMatch(finding -> finding.toString().contains(secret.strip())));
  }

  /** A new machine could not make the account, and nobody would ever get in. */
  @ParameterizedTest
  @ValueSource(strings = {"operator", "staff", "users", "video", "docker", "daemon"})
  void warnsOfAUserNameThatIsAGroupOrAnAccountOfTheImage(String username) {
    String text =
        SMALL.replaceAll("\"ssh_credentials\": *\\{", "$0 \"username\": \"" + username + "\",");

    Finding finding =
        reader.parse(text, "lab.json").get().warnings().stream()
            .filter(each -> each.rule().equals("X35"))
            .findFirst()
            .orElseThrow();

    assertEquals("config.system_account", finding.code().value());
    assertEquals("/ssh_credentials/username", finding.pointer());
  }

  @Test
  void warnsOfSecretsThatCrossTheNetworkInTheClear() {
    Finding finding = reader.parse(SMALL, "lab.json").get().warnings().get(0);
    assertEquals("config.secret_in_the_clear", finding.code().value());
    assertEquals("/tracker/http_api/use_tls_proxy", finding.pointer());
    String local = SMALL.replace("0.0.0.0:1212", "127.0.0.1:1212");
    assertTrue(rules(reader.parse(local, "lab.json").get()).stream().noneMatch("S1"::equals));
    String grafana =
        local.replaceFirst(
            "\\{",
            "{\"grafana\": {\"admin_user\": \"boss\", \"admin_password\": \"long enough and"
                + " more\"},\"prometheus\": {\"scrape_interval_in_secs\": 15},");
    assertEquals(
        List.of("/grafana/use_tls_proxy"),
        reader.parse(grafana, "lab.json").get().warnings().stream()
            .filter(each -> each.rule().equals("S1"))
            .map(Finding::pointer)
            .toList());
  }

  @Test
  void readsThroughASymbolicLink() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.json"), SMALL);

    assertTrue(reader.read(Files.createSymbolicLink(folder.resolve("link.json"), file)).isRight());
  }

  @Test
  void tellsAMissingFileAFolderAndWhatCannotBeReadApart() throws IOException {
    assertUnusable("R1", "config.file_not_found", folder.resolve("none.json"));
    assertUnusable("R2", "config.not_a_file", folder);
    assertUnusable(
        "R3",
        "config.unreadable",
        Files.write(folder.resolve("latin.json"), "{\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
    assertUnusable(
        "R3",
        "config.unreadable",
        Files.write(folder.resolve("utf16.json"), SMALL.getBytes(StandardCharsets.UTF_16)));
  }

  @Test
  void tellsWhyTheSystemRefusesToReadAFile() {
    Path memory = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(
        Files.isRegularFile(memory), "there is a file whose first byte cannot be read");

    assertUnusable("R3", "config.unreadable", memory);
  }

  @Test
  void doesNotReadFilesWithoutEnd() throws IOException {
    Path file = folder.resolve("huge.json");
    Files.writeString(file, "\"" + "x".repeat(2_000_000) + "\"");

    DeployError error = reader.read(file).getLeft();

    assertEquals("config.invalid", error.code().value());
    assertEquals("R4", error.findings().get(0).rule());
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(endless));
    assertUnusable("R2", "config.not_a_file", endless);
  }

  @Test
  void refusesSurrogatesThatUtf8CannotHold() throws IOException {
    byte[] text = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

    assertUnusable("R3", "config.unreadable", Files.write(folder.resolve("cesu.json"), text));
  }

  @Test
  void refusesAByteOrderMarkAsMalformed() throws IOException {
    DeployError error =
        reader.read(Files.writeString(folder.resolve("bom.json"), "\ufeff" + SMALL)).getLeft();

    assertEquals(List.of("R4"), error.findings().stream().map(Finding::rule).toList());
    assertEquals(ErrorKind.CONFIGURATION, error.kind());
  }

  @Test
  void tellsTheLineAndTheColumnOfWhatIsMalformed() {
    Finding finding =
        reader.parse("{\n  \"environment\": {,}\n}", "lab.json").getLeft().findings().get(0);

    assertEquals(Optional.of(new Position(2, 19)), finding.position());
    assertEquals(
        "'lab.json' is not a JSON document, line 2, column 19: an unexpected ','",
        finding.message());
  }

  @Test
  void tellsEverythingInOneErrorWithPlaceAndRemedy() {
    String text =
        SMALL
            .replace("\"lab\"", "\"Lab\"")
            .replace("0.0.0.0:6969", "0.0.0.0")
            .replace("/home/dana/keys/lab_ed25519\"", "lab\"");

    DeployError error = reader.parse(text, "lab.json").getLeft();

    assertEquals("config.invalid", error.code().value());
    assertEquals(
        List.of("R13 3:13", "R32 7:25", "R40 23:25", "S1 28:17"),
        error.findings().stream()
            .map(
                finding ->
                    finding.rule()
                        + " "
                        + finding.position().orElseThrow().line()
                        + ":"
                        + finding.position().orElseThrow().column())
            .toList());
    assertTrue(
        error
            .message()
            .startsWith("configuration 'lab.json' is refused: environment name 'Lab' contains"),
        error.message());
    assertTrue(error.message().endsWith("(and 2 more)"), error.message());
    assertEquals("3", error.facts().get("errors"));
    assertTrue(
        error.remedies().get(0) instanceof Remedy.EditConfiguration edit
            && edit.pointer().equals("/environment/name"));
  }

  @Test
  void warnsAboutKeysThatAreNotThere() {
    List<Finding> warnings =
        JsonConfigReader.onThisComputer(Samples.PROVIDERS)
            .parse(SMALL, "lab.json")
            .get()
            .warnings();

    assertEquals(
        List.of("/ssh_credentials/private_key_path", "/ssh_credentials/public_key_path"),
        warnings.stream().filter(each -> each.rule().equals("X7")).map(Finding::pointer).toList());
  }

  @Test
  void drawsPasswordsThatNobodyCanForesee() {
    String text =
        Documents.text("/rules/bases/B.json").replaceAll(",\\s*\"root_password\": \"[^\"]*\"", "");
    EnvironmentConfig one =
        JsonConfigReader.onThisComputer(Samples.PROVIDERS).parse(text, "b.json").get().config();
    EnvironmentConfig other =
        JsonConfigReader.onThisComputer(Samples.PROVIDERS).parse(text, "b.json").get().config();

    assertFalse(one.equals(other));
  }

  @Test
  void hasATemplateForEveryProviderThatIsShapedLikeAConfiguration() {
    for (String provider : Samples.PROVIDERS.ids()) {
      String template = reader.template(provider).orElseThrow();

      List<String> rules =
          reader.parse(template, provider).getLeft().findings().stream()
              .map(Finding::rule)
              .toList();
      assertTrue(
          rules.stream()
              .noneMatch(List.of("R4", "R5", "R6", "R7", "R8", "R9", "R10", "X5")::contains),
          rules::toString);
      assertEquals("R13", rules.get(0));
    }
    assertEquals(Optional.empty(), reader.template("aws"));
  }

  @Test
  void writesTemplatesAsPeopleWriteThem() {
    String template = reader.template("lxd").orElseThrow();

    assertTrue(
        template.startsWith(
            "{\n"
                + "  \"environment\": {\n"
                + "    \"name\": \"REPLACE_WITH_ENVIRONMENT_NAME\",\n"
                + "    \"description\": null,"),
        template);
    assertTrue(
        template.contains(
            "\n"
                + "    \"udp_trackers\": [\n"
                + "      {\n"
                + "        \"bind_address\": \"[::]:6969\"\n"
                + "      }\n"
                + "    ],"),
        template);
    assertTrue(template.endsWith("\n}"));
  }

  private void assertUnusable(String rule, String code, Path file) {
    DeployError error = reader.read(file).getLeft();

    assertEquals(code, error.code().value(), error::toString);
    assertEquals(ErrorKind.USAGE, error.kind());
    assertEquals(List.of(rule), error.findings().stream().map(Finding::rule).toList());
    assertEquals(file.toString(), error.facts().get("path"));
    assertTrue(error.message().contains(file.toString()), error.message());
  }
}
