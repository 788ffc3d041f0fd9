package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every verdict on a faulty file, by outcome and rule, through the reader that all commands use.
 */
class ValidationConformanceTest {

  private final JsonConfigReader reader = JsonConfigReader.onThisComputer(Samples.PROVIDERS);

  @TempDir private Path folder;

  @BeforeEach
  void layDownTheKeys() throws IOException {
    Path keys = Files.createDirectory(folder.resolve("fixtures"));
    for (String key : List.of("testing_ed25519", "testing_ed25519.pub")) {
      Files.writeString(keys.resolve(key), SharedCases.key(key));
    }
  }

  @Test
  void agreesWithEverySharedCase() throws IOException {
    List<String> disagreements = new ArrayList<>();
    JsonNode cases = SharedCases.all();
    for (JsonNode one : cases) {
      Verdict verdict = Verdict.of(reader.read(file(one)));
      verdict.disagreement(one, Set.of()).ifPresent(disagreements::add);
    }
    report("validation", cases.size(), disagreements);
  }

  @Test
  void agreesWithEveryCaseOfTheRules() {
    List<String> disagreements = new ArrayList<>();
    JsonNode cases = RuleCases.all();
    for (JsonNode one : cases) {
      Verdict verdict = Verdict.of(reader.parse(RuleCases.text(one), one.get("name").textValue()));
      // The examples name keys that exist nowhere.
      verdict.disagreement(one, Set.of("X7")).ifPresent(disagreements::add);
    }
    report("rules", cases.size(), disagreements);
  }

  @Test
  void acceptsEverySampleOnceItsMemberThatNobodyReadsIsGone() {
    List<String> samples =
        List.of(
            "01-minimal-lxd",
            "02-full-stack-lxd",
            "03-minimal-hetzner",
            "04-full-stack-hetzner",
            "05-mysql-development",
            "06-production-https",
            "07-udp-only",
            "08-http-only-https",
            "09-monitoring-stack",
            "10-multi-domain",
            "11-private-tracker",
            "12-high-availability",
            "13-backup-focused",
            "14-lightweight-production",
            "15-sqlite-monitoring");
    for (String sample : samples) {
      JsonNode document = SharedCases.sample(sample);
      if (document.has("caddy")) {
        List<String> rules =
            Verdict.of(reader.parse(document.toString(), sample)).rules(Severity.ERROR).toList();
        assertEquals(List.of("X5"), rules, sample);
        Documents.remove(document, "/caddy");
      }
      Either<DeployError, ParsedConfig> parsed = reader.parse(document.toString(), sample);
      assertTrue(parsed.isRight(), () -> sample + ": " + parsed);
    }
  }

  private static void report(String suite, int cases, List<String> disagreements) {
    System.out.println(suite + ": " + (cases - disagreements.size()) + " of " + cases + " agree");
    assertTrue(cases > 0, "there are cases");
    assertTrue(disagreements.isEmpty(), () -> String.join("\n", disagreements));
  }

  private Path file(JsonNode one) throws IOException {
    Path file = folder.resolve(one.get("name").textValue() + ".json");
    if (one.has("file")) {
      return one.get("file").textValue().equals("folder") ? Files.createDirectory(file) : file;
    }
    if (one.has("bytes_hex")) {
      return Files.write(file, HexFormat.of().parseHex(one.get("bytes_hex").textValue()));
    }
    return Files.writeString(
        file, SharedCases.text(one).replace("@FIXTURES@", folder.resolve("fixtures").toString()));
  }

  /**
   * What the reader said.
   *
   * @param isAccepted whether there is a configuration
   * @param findings errors and warnings
   * @param everything all that a front end could print
   */
  private record Verdict(boolean isAccepted, List<Finding> findings, String everything) {

    static Verdict of(Either<DeployError, ParsedConfig> result) {
      return result.fold(
          error -> new Verdict(false, error.findings(), error.toString()),
          parsed -> new Verdict(true, parsed.warnings(), parsed.toString()));
    }

    Stream<String> rules(Severity severity) {
      return findings.stream().filter(finding -> finding.severity() == severity).map(Finding::rule);
    }

    Optional<String> disagreement(JsonNode wanted, Set<String> inevitable) {
      String rule = wanted.path("rule").asText("");
      boolean agrees =
          switch (wanted.get("wanted").textValue()) {
            // The rules S warn of what nobody else looks at.
            case "accept" ->
                isAccepted
                    && rules(Severity.WARNING)
                        .allMatch(each -> inevitable.contains(each) || each.startsWith("S"));
            case "warn" -> isAccepted && rules(Severity.WARNING).anyMatch(rule::equals);
            default -> !isAccepted && rules(Severity.ERROR).anyMatch(rule::equals);
          };
      for (JsonNode secret : wanted.path("must_not_print")) {
        agrees &= !everything.contains(secret.textValue());
      }
      return agrees
          ? Optional.empty()
          : Optional.of(
              wanted.get("name").textValue()
                  + " ("
                  + wanted.get("wanted").textValue()
                  + " "
                  + rule
                  + "): "
                  + findings);
    }
  }
}
