package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigSchema;
import com.torrust.deployer.domain.config.document.ConfigTemplate;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the section of every provider does, whatever is in it: it is read, written, offered and
 * described by its one description, and an environment outlives its absence.
 */
public abstract class ProviderSectionContract {

  private static final Providers NONE = Providers.of(List.of());

  /** For JUnit. */
  protected ProviderSectionContract() {}

  /** The section to test. */
  protected abstract ProviderSection<?> section();

  /** A value of it in which every member differs from its default. */
  protected abstract ProviderConfig config();

  private Providers providers() {
    return Providers.of(List.of(section()));
  }

  private EnvironmentConfig whole() {
    return ImmutableEnvironmentConfig.copyOf(Samples.config("lab")).withProvider(config());
  }

  private ConfigValue written() {
    return ConfigEncoder.encode(providers(), whole());
  }

  @Test
  void writesWhatItReads() {
    assertEquals(section().id(), config().id());
    assertTrue(providers().know(config()));
    assertEquals(
        whole(),
        ConfigDecoder.drawingFrom(providers(), new Random(1))
            .decode(written())
            .config()
            .orElseThrow());
    assertEquals(whole(), ConfigDecoder.restore(providers(), written()).get());
  }

  @Test
  void keepsEveryMemberWhileItsAdapterIsAbsent() {
    EnvironmentConfig absent = ConfigDecoder.restore(NONE, written()).get();

    assertEquals(config().id(), absent.provider().id());
    assertEquals(written(), ConfigEncoder.encode(NONE, absent));
    assertEquals(
        whole(), ConfigDecoder.restore(providers(), ConfigEncoder.encode(NONE, absent)).get());
  }

  @Test
  void offersATemplateThatIsReadOnceItsPlaceholdersAreReplaced() {
    ConfigValue template = ConfigTemplate.forProvider(providers(), section().id()).orElseThrow();
    List<Finding> findings =
        ConfigDecoder.drawingFrom(providers(), new Random(1)).decode(template).findings();

    List<String> placeholders = ConfigTemplate.placeholders(template);
    findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .forEach(
            finding -> assertTrue(placeholders.contains(finding.pointer()), finding::toString));
  }

  @Test
  void describesEveryMember() {
    ObjectValue schema = (ObjectValue) ConfigSchema.document(providers());
    ObjectValue definitions = (ObjectValue) schema.find("$defs").orElseThrow();
    ObjectValue described =
        definitions.members().stream()
            .map(Member::value)
            .map(ObjectValue.class::cast)
            .filter(this::isSelectedByTheId)
            .findFirst()
            .orElseThrow();
    ObjectValue properties = (ObjectValue) described.find("properties").orElseThrow();

    assertTrue(properties.members().size() > 0);
    for (Member member : properties.members()) {
      Optional<ConfigValue> text = ((ObjectValue) member.value()).find("description");
      assertTrue(
          text.filter(one -> one instanceof TextValue said && !said.text().isBlank()).isPresent(),
          member.name() + " has no description");
    }
  }

  private boolean isSelectedByTheId(ObjectValue definition) {
    return definition
        .find("properties")
        .flatMap(properties -> ((ObjectValue) properties).find("provider"))
        .flatMap(selector -> ((ObjectValue) selector).find("const"))
        .filter(id -> id instanceof TextValue text && text.text().equals(section().id()))
        .isPresent();
  }

  @Test
  void showsNoSecret() {
    for (Secret secret : config().secrets()) {
      assertFalse(config().toString().contains(secret.expose()), "a secret is printed");
      assertFalse(written().toString().contains(secret.expose()), "a secret is printed");
    }
  }
}
