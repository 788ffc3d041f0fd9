package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.property.Configurations;
import com.torrust.deployer.testkit.property.MutatedDocuments;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Schema and decoder come from one model; these would find a second truth. */
class ConfigSchemaProperties {

  @Property
  void theSchemaAcceptsEveryValidConfiguration(@ForAll("configurations") EnvironmentConfig config)
      throws JsonProcessingException {
    assertAccepted(ConfigEncoder.encode(Samples.PROVIDERS, config));
  }

  @Property
  void theSchemaAcceptsWhatTheDecoderAccepts(@ForAll("mutatedDocuments") ConfigValue document)
      throws JsonProcessingException {
    if (ConfigDecoder.drawingFrom(Samples.PROVIDERS, new Random(1))
        .decode(document)
        .config()
        .isPresent()) {
      assertAccepted(document);
    }
  }

  private static void assertAccepted(ConfigValue document) throws JsonProcessingException {
    assertEquals(
        List.of(), PublishedSchema.errors(Documents.JSON.readTree(JsonDocuments.write(document))));
  }

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  @Provide
  Arbitrary<ConfigValue> mutatedDocuments() {
    return MutatedDocuments.any();
  }
}
