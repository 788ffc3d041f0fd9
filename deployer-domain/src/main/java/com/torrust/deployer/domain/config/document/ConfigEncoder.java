package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;

/**
 * Writes a configuration as the document that {@link ConfigDecoder} reads, with every default and
 * drawn value named.
 */
public final class ConfigEncoder {

  private ConfigEncoder() {}

  /** The document; it holds the secrets in clear and belongs into owner-only files. */
  public static ConfigValue encode(EnvironmentConfig config) {
    return DocumentSection.SHAPE.write(config);
  }
}
