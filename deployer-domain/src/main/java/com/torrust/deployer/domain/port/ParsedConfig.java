package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.Finding;
import java.util.List;

/**
 * A configuration that may be used.
 *
 * @param config the values
 * @param warnings what is worth telling, in document order
 */
public record ParsedConfig(EnvironmentConfig config, List<Finding> warnings) {

  /** Copies the list. */
  public ParsedConfig {
    warnings = List.copyOf(warnings);
  }
}
