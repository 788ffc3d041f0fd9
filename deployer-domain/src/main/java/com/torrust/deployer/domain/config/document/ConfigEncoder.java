package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;

/**
 * Writes a configuration as the document that {@link ConfigDecoder} reads, with every default and
 * drawn value named.
 */
public final class ConfigEncoder {

  private ConfigEncoder() {}

  /**
   * The document; it holds the secrets in clear and belongs in owner-only files.
   *
   * @throws IllegalArgumentException when {@code providers} do not know the provider and it is not
   *     an {@link AbsentProvider}: what was written could not be read again
   */
  public static ConfigValue encode(Providers providers, EnvironmentConfig config) {
    return providers.document().encode(config);
  }
}
