package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Redactor;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Every secret that one deployer has met, whichever way it came in, so that nothing leaves with
 * one. Thread-safe.
 */
public final class KnownSecrets {

  private final Set<Secret> met = new LinkedHashSet<>();
  private Optional<Redactor> redactor = Optional.empty();

  /** Remembers the secrets of a configuration. */
  public synchronized void meet(EnvironmentConfig config) {
    if (met.addAll(config.secrets())) {
      redactor = Optional.empty();
    }
  }

  /** Remembers one secret. */
  public synchronized void meet(Secret secret) {
    if (met.add(secret)) {
      redactor = Optional.empty();
    }
  }

  /** Strikes out everything that was met until now. */
  public synchronized Redactor redactor() {
    Redactor current = redactor.orElseGet(() -> Redactor.of(Set.copyOf(met)));
    redactor = Optional.of(current);
    return current;
  }
}
