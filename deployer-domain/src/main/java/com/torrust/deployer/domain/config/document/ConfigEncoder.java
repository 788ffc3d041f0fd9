package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;

/**
 * Writes a configuration as the document that {@link ConfigDecoder} reads, with every default and
 * drawn value named. A secret that is had from a reference is written as that reference, whether it
 * is resolved or not.
 */
public final class ConfigEncoder {

  private ConfigEncoder() {}

  /**
   * The document; it holds in clear the secrets that stand in the configuration itself, and belongs
   * in owner-only files.
   *
   * @throws IllegalArgumentException when {@code providers} do not know the provider and it is not
   *     an {@link AbsentProvider}: what was written could not be read again
   */
  public static ConfigValue encode(Providers providers, EnvironmentConfig config) {
    ConfigValue stored = encodeStored(providers, config);
    return config.hasReferences() ? withoutFingerprints(stored) : stored;
  }

  /**
   * The document for a store, which {@link ConfigDecoder#restore} reads: beside each reference
   * stands the fingerprint of the text that it had last.
   *
   * @throws IllegalArgumentException as for {@link #encode}
   */
  public static ConfigValue encodeStored(Providers providers, EnvironmentConfig config) {
    return providers.document().encode(config);
  }

  private static ConfigValue withoutFingerprints(ConfigValue value) {
    if (value instanceof ObjectValue object) {
      boolean isReference = SecretCodec.isStoredReference(object);
      ObjectBuilder clean = ConfigValue.object();
      for (Member member : object.members()) {
        if (!isReference || !member.name().equals(SecretCodec.FINGERPRINT)) {
          clean.with(member.name(), withoutFingerprints(member.value()));
        }
      }
      return clean.build();
    }
    return value instanceof ArrayValue array
        ? ConfigValue.array(array.elements().stream().map(ConfigEncoder::withoutFingerprints))
        : value;
  }
}
