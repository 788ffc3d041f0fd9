package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.Optional;

/**
 * What {@code doctor} looks at.
 *
 * @param environment a stored environment whose keys, secrets and provider are looked at as well
 * @param provider the only provider that matters; the environment's own if neither is given
 * @param config a configuration that is looked at instead of a stored environment
 */
public record DoctorOptions(
    Optional<EnvironmentName> environment,
    Optional<String> provider,
    Optional<EnvironmentConfig> config) {

  /** A stored environment, or what any environment of a provider may need. */
  public DoctorOptions(Optional<EnvironmentName> environment, Optional<String> provider) {
    this(environment, provider, Optional.empty());
  }

  /** Everything that any environment may need. */
  public static DoctorOptions everything() {
    return new DoctorOptions(Optional.empty(), Optional.empty());
  }

  /** What this configuration needs: its keys, its secrets, its provider. */
  public static DoctorOptions of(EnvironmentConfig config) {
    return new DoctorOptions(Optional.empty(), Optional.empty(), Optional.of(config));
  }
}
