package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.Optional;

/**
 * What {@code doctor} looks at.
 *
 * @param environment a stored environment whose keys and provider are looked at as well
 * @param provider the only provider that matters; the environment's own if neither is given
 */
public record DoctorOptions(Optional<EnvironmentName> environment, Optional<String> provider) {

  /** Everything that any environment may need. */
  public static DoctorOptions everything() {
    return new DoctorOptions(Optional.empty(), Optional.empty());
  }
}
