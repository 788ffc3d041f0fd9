package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.property.Configurations;
import com.torrust.deployer.testkit.property.MutatedDocuments;
import io.vavr.control.Either;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text. */
class ConfigTextProperties {

  private final JsonConfigReader reader =
      new JsonConfigReader(
          Samples.PROVIDERS, ConfigDecoder.drawingFrom(Samples.PROVIDERS, new Random(1)));

  @Property
  void aConfigurationThatIsWrittenIsReadBack(@ForAll("configurations") EnvironmentConfig config) {
    String text = JsonDocuments.write(ConfigEncoder.encode(Samples.PROVIDERS, config));

    assertEquals(Either.right(config), reader.parse(text, "any").map(ParsedConfig::config));
  }

  @Property
  void everyTextGivesAConfigurationOrFindings(@ForAll("mutatedTexts") String text) {
    Either<DeployError, ParsedConfig> result = reader.parse(text, "any");

    result.peekLeft(error -> assertFalse(error.findings().isEmpty(), error::toString));
  }

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  /** Documents with changed values, written and then cut, doubled or spoilt at any character. */
  @Provide
  Arbitrary<String> mutatedTexts() {
    Arbitrary<String> texts = MutatedDocuments.any().map(JsonDocuments::write);
    Arbitrary<String> splinters =
        Arbitraries.of(
            "", ",", "\"", "\\", "{", "}", "[", "]", ":", "\u0000", "\ud800", "//", "null", "1e5",
            "-", "é");
    return Combinators.combine(
            texts,
            Arbitraries.integers().between(0, 1 << 20),
            splinters,
            Arbitraries.integers().between(0, 3))
        .as(
            (text, place, splinter, cut) -> {
              int at = place % (text.length() + 1);
              return text.substring(0, at)
                  + splinter
                  + text.substring(Math.min(text.length(), at + cut));
            });
  }
}
