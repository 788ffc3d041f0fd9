package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A release that was installed on the machine, with what is needed to put it back. Immutable. */
@Value.Immutable
public interface InstalledRelease {

  /** Names it. */
  ReleaseId id();

  /** What it was made from. */
  EnvironmentConfig config();

  /** The image of each service; empty when a program installed it that did not write them down. */
  Map<String, String> images();

  /** When it was installed last. */
  Instant installedAt();

  /** When its services were proven last. */
  Optional<Instant> provenAt();

  /** The error code by which its services were not proven, if that is how it ended last. */
  Optional<String> failure();

  /** How it ended: {@code proven}, {@code failed}, or {@code not_started}. */
  default String outcome() {
    if (failure().isPresent()) {
      return "failed";
    }
    return provenAt().isPresent() ? "proven" : "not_started";
  }
}
