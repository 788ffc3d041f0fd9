package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.EnvironmentName;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code render} wrote.
 *
 * @param environment the name in the configuration
 * @param folder where
 * @param files paths below the folder, in order
 */
public record RenderResult(EnvironmentName environment, Path folder, List<String> files) {

  /** Copies the list. */
  public RenderResult {
    files = List.copyOf(files);
  }
}
