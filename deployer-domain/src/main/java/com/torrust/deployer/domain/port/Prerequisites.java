package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what one adapter needs on this computer: a program and its version, a key that can sign,
 * a daemon that answers, a folder that can be written. Changes nothing and never fails: what is
 * wrong is part of the answer. Thread-safe.
 */
public interface Prerequisites {

  /** Everything that matters for the question, in a fixed order; nothing when none of it does. */
  List<Prerequisite> check(Question question, Cancellation cancellation);

  /**
   * What is to be known.
   *
   * @param provider id of the only provider that matters; without it what any single provider needs
   *     is reported as a warning
   * @param config the configuration whose keys and provider are looked at as well, if there is one
   * @param limit how long each answer may take
   */
  record Question(Optional<String> provider, Optional<EnvironmentConfig> config, Duration limit) {

    /** Whether what a provider needs is worth looking at. */
    public boolean concerns(String providerId) {
      return provider.map(providerId::equals).orElse(true);
    }
  }
}
