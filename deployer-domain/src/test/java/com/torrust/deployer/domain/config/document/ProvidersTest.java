package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.provider.LxdSection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A provider of somebody else's, beside those of the standard adapters and without it. */
class ProvidersTest {

  private record Cellar(String shelf, Secret key) implements ProviderConfig {

    @Override
    public String id() {
      return "cellar";
    }

    @Override
    public String displayName() {
      return "The cellar";
    }

    @Override
    public Set<Secret> secrets() {
      return Set.of(key);
    }
  }

  /** Claims to be another provider, as an implementation of a public interface could always do. */
  private static final class Impostor implements LxdConfig {

    @Override
    public String id() {
      return "elsewhere";
    }

    @Override
    public ProfileName profileName() {
      return ProfileName.restored("elsewhere");
    }
  }

  private static final ProviderMember<Cellar, String> SHELF =
      ProviderMember.<Cellar, String>required(
              "shelf", MemberType.line("the shelf"), Cellar::shelf, "Where it stands.")
          .withSample("REPLACE_WITH_SHELF");
  private static final ProviderMember<Cellar, Secret> KEY =
      ProviderMember.secret("key", Cellar::key, "What opens the cellar.");

  private static final ProviderSection<Cellar> SECTION =
      ProviderSection.of(
          "cellar",
          "CellarSection",
          "A machine in the cellar.",
          Cellar.class,
          values -> new Cellar(values.get(SHELF), values.get(KEY)),
          List.of(SHELF, KEY));

  private static final Providers THREE =
      Providers.of(List.of(LxdSection.SECTION, HetznerSection.SECTION, SECTION));

  private static final ConfigValue DOCUMENT =
      Draft.small()
          .with(
              "/provider",
              ConfigValue.object()
                  .with("provider", "cellar")
                  .with("shelf", "left")
                  .with("key", "k3y-of-the-cellar")
                  .build())
          .document();

  private static EnvironmentConfig decoded() {
    return decode(DOCUMENT).config().orElseThrow();
  }

  private static Decoded decode(ConfigValue document) {
    return ConfigDecoder.drawingFrom(THREE, new Random(7)).decode(document);
  }

  private static ConfigValue section(ConfigValue document) {
    return ((ObjectValue) document).find("provider").orElseThrow();
  }

  @Test
  void isReadAndWrittenByItsOneDescription() {
    EnvironmentConfig config = decoded();

    assertEquals(new Cellar("left", Secret.of("k3y-of-the-cellar")), config.provider());
    assertEquals(Optional.of(config.provider()), SECTION.find(config.provider()).map(one -> one));
    assertEquals(Optional.empty(), LxdSection.SECTION.find(config.provider()));
    ConfigValue written = ConfigEncoder.encode(THREE, config);
    assertEquals(config, ConfigDecoder.restore(THREE, written).get());
    assertEquals(config, decode(written).config().orElseThrow());
  }

  @Test
  void isInTheSchemaTheTemplateAndTheChoices() {
    assertEquals(List.of("lxd", "hetzner", "cellar"), THREE.ids());
    assertEquals(
        List.of("/provider/shelf"),
        ConfigTemplate.placeholders(ConfigTemplate.forProvider(THREE, "cellar").orElseThrow())
            .stream()
            .filter(pointer -> pointer.startsWith("/provider"))
            .toList());
    ObjectValue definitions =
        (ObjectValue) ((ObjectValue) ConfigSchema.document(THREE)).find("$defs").orElseThrow();
    assertTrue(definitions.find("CellarSection").isPresent());
    Finding unknown =
        decode(Draft.small().with("/provider/provider", "cella").document()).findings().get(0);
    assertEquals("config.unknown_provider", unknown.code().value());
    assertEquals("write 'cellar'", unknown.remedy());
  }

  @Test
  void itsMembersObeyTheRulesOfEverySection() {
    Decoded decoded =
        decode(
            Draft.small()
                .with(
                    "/provider",
                    ConfigValue.object()
                        .with("provider", "cellar")
                        .with("shelf", " ")
                        .with("profile_name", "lab")
                        .build())
                .document());

    assertEquals(
        List.of(
            "R5 /provider/key",
            "X10 /provider/shelf",
            "X5 /provider/profile_name",
            "S1 /tracker/http_api/use_tls_proxy"),
        decoded.findings().stream().map(each -> each.rule() + " " + each.pointer()).toList());
  }

  @Test
  void itsSecretsAreKnownToTheRedactor() {
    assertTrue(decoded().secrets().contains(Secret.of("k3y-of-the-cellar")));
  }

  @Test
  void withoutItsAdapterAStoredSectionIsKeptAsItStands() {
    ConfigValue stored =
        Draft.small()
            .with(
                "/provider",
                ConfigValue.object()
                    .with("key", "k3y-of-the-cellar")
                    .with("provider", "cellar")
                    .with("racks", ConfigValue.array("a", "b"))
                    .with("of_a_later_version", ConfigValue.ofNull())
                    .build())
            .document();

    EnvironmentConfig config = ConfigDecoder.restore(Draft.PROVIDERS, stored).get();

    assertEquals("cellar", config.provider().id());
    assertEquals("cellar (no adapter here)", config.provider().displayName());
    assertTrue(config.secrets().contains(Secret.of("k3y-of-the-cellar")));
    assertFalse(config.toString().contains("k3y"), config::toString);
    assertEquals(section(stored), section(ConfigEncoder.encode(Draft.PROVIDERS, config)));
    assertEquals(
        config,
        ConfigDecoder.restore(Draft.PROVIDERS, ConfigEncoder.encode(Draft.PROVIDERS, config))
            .get());
  }

  @Test
  void aNewConfigurationCannotNameAProviderThatIsNotHere() {
    assertTrue(
        ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(7))
            .decode(DOCUMENT)
            .config()
            .isEmpty());
  }

  @Test
  void aValueThatNoSectionDescribesIsNeverWritten() {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(decoded()).withProvider(new Impostor());

    assertFalse(THREE.know(config.provider()));
    assertThrows(IllegalArgumentException.class, () -> ConfigEncoder.encode(THREE, config));
  }
}
