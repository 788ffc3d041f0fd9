package com.torrust.deployer.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.Decoded;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import io.vavr.control.Either;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every configuration and every document. */
class ConfigDocumentProperties {

  private final ConfigDecoder decoder =
      ConfigDecoder.drawingFrom(Configurations.PROVIDERS, new Random(1));

  @Property
  void everyValidConfigurationSurvivesItsDocument(
      @ForAll("configurations") EnvironmentConfig config) {
    Decoded decoded = decoder.decode(ConfigEncoder.encode(Configurations.PROVIDERS, config));

    assertEquals(config, decoded.config().orElseThrow(() -> new AssertionError(errors(decoded))));
  }

  @Property
  void everyStoredConfigurationIsRestored(@ForAll("configurations") EnvironmentConfig config) {
    assertEquals(
        Either.right(config),
        ConfigDecoder.restore(
            Configurations.PROVIDERS, ConfigEncoder.encode(Configurations.PROVIDERS, config)));
  }

  @Property
  void everyDocumentGivesEitherErrorsOrAConfiguration(
      @ForAll("mutatedDocuments") ConfigValue document) {
    Decoded decoded = decoder.decode(document);

    boolean hasErrors =
        decoded.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    assertEquals(hasErrors, decoded.config().isEmpty(), () -> errors(decoded));
  }

  @Property
  void whatIsAcceptedIsAcceptedAgain(@ForAll("mutatedDocuments") ConfigValue document) {
    decoder
        .decode(document)
        .config()
        .ifPresent(
            config ->
                assertEquals(
                    config,
                    decoder
                        .decode(ConfigEncoder.encode(Configurations.PROVIDERS, config))
                        .config()
                        .orElseThrow()));
  }

  @Property
  void whatIsAcceptedIsAlsoRestored(@ForAll("mutatedDocuments") ConfigValue document) {
    decoder
        .decode(document)
        .config()
        .ifPresent(
            config ->
                assertTrue(
                    ConfigDecoder.restore(
                            Configurations.PROVIDERS,
                            ConfigEncoder.encode(Configurations.PROVIDERS, config))
                        .isRight()));
  }

  @Property
  void noFindingShowsASecret(@ForAll("documentsWithTellingSecrets") ConfigValue document) {
    String findings = decoder.decode(document).findings().toString();

    assertFalse(findings.contains(TellingSecrets.MARK), findings);
  }

  @Property
  void findingsNameMembersByPointersThatBeginWithASlash(
      @ForAll("mutatedDocuments") ConfigValue document) {
    for (Finding finding : decoder.decode(document).findings()) {
      assertTrue(
          finding.pointer().isEmpty() || finding.pointer().startsWith("/"), finding.pointer());
    }
  }

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  @Provide
  Arbitrary<ConfigValue> mutatedDocuments() {
    return MutatedDocuments.any();
  }

  @Provide
  Arbitrary<ConfigValue> documentsWithTellingSecrets() {
    return MutatedDocuments.of(
        Configurations.valid()
            .map(config -> ConfigEncoder.encode(Configurations.PROVIDERS, config))
            .map(TellingSecrets::in));
  }

  private static String errors(Decoded decoded) {
    return decoded.findings().stream()
        .map(finding -> finding.rule() + " " + finding.pointer() + " " + finding.message())
        .collect(Collectors.joining("\n"));
  }
}
