package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What became of a document.
 *
 * @param findings errors and warnings in document order
 * @param errors how many errors there are; beyond a hundred not each has a finding
 * @param config the configuration; there exactly when no finding is an error
 */
public record Decoded(List<Finding> findings, int errors, Optional<EnvironmentConfig> config) {

  /** Copies the list. */
  public Decoded {
    findings = List.copyOf(findings);
  }
}
