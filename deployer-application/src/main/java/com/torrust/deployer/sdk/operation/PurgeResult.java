package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.List;

/**
 * What {@code purge} did.
 *
 * @param environment the name, free again
 * @param removed paths that were removed, relative to the working directory
 */
public record PurgeResult(EnvironmentName environment, List<String> removed) {

  /** Copies the list. */
  public PurgeResult {
    removed = List.copyOf(removed);
  }
}
