package com.torrust.deployer.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterators;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.Decoded;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.secret.SecretReference;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

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
  void everyReferenceSurvivesItsDocumentAndTheState(
      @ForAll("configurations") EnvironmentConfig config,
      @ForAll("references") List<SecretReference> references,
      @ForAll @AlphaChars @StringLength(8) String fingerprint) {
    EnvironmentConfig referring = referring(config, references, Optional.empty());
    EnvironmentConfig known = referring(config, references, Optional.of(fingerprint));
    ConfigValue stored = ConfigEncoder.encodeStored(Configurations.PROVIDERS, known);

    assertEquals(
        Optional.of(referring),
        decoder.decode(ConfigEncoder.encode(Configurations.PROVIDERS, known)).config());
    assertEquals(Either.right(known), ConfigDecoder.restore(Configurations.PROVIDERS, stored));
    assertEquals(
        ConfigSecrets.of(Configurations.PROVIDERS, config).keySet(),
        ConfigSecrets.of(Configurations.PROVIDERS, known).keySet());
    assertEquals(Set.of(), known.secrets());
  }

  /** The same configuration with a reference in the place of every secret. */
  private static EnvironmentConfig referring(
      EnvironmentConfig config, List<SecretReference> references, Optional<String> fingerprint) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    Iterator<SecretReference> next = Iterators.cycle(references);
    for (String member : ConfigSecrets.of(Configurations.PROVIDERS, config).keySet()) {
      SecretReference reference = next.next();
      boolean mayBe =
          !(member.startsWith("/provider/") && reference instanceof SecretReference.Generated)
              && secrets.values().stream()
                  .noneMatch(each -> each.reference().equals(Optional.of(reference)));
      secrets.put(
          member,
          Secret.referringTo(mayBe ? reference : new SecretReference.Variable("X" + secrets.size()))
              .withFingerprint(fingerprint));
    }
    return ConfigSecrets.replaced(Configurations.PROVIDERS, config, secrets, false)
        .config()
        .orElseThrow();
  }

  @Provide
  Arbitrary<List<SecretReference>> references() {
    Arbitrary<String> names = Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1);
    Arbitrary<String> words =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(20);
    return Arbitraries.<SecretReference>oneOf(
            names.map(SecretReference.Variable::new),
            names.map(name -> new SecretReference.ContentOf(Path.of("/", name))),
            words
                .filter(word -> !word.contains("/"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(SecretReference.OutputOf::new),
            Arbitraries.integers()
                .between(SecretReference.Generated.SHORTEST, SecretReference.Generated.LONGEST)
                .map(SecretReference.Generated::new))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
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
