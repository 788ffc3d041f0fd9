package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list says about an environment. It holds no secret and no configuration, so that a store
 * can read many of them cheaply. Immutable.
 *
 * @param name of the environment
 * @param state which state
 * @param since when it came into the state
 * @param createdAt when it was created
 * @param providerId selector of its provider, such as {@code lxd}
 * @param providerName the provider's name for people
 * @param address of its machine, once one is known
 */
public record EnvironmentSummary(
    EnvironmentName name,
    StateName state,
    Instant since,
    Instant createdAt,
    String providerId,
    String providerName,
    Optional<HostAddress> address) {

  /** The summary of a whole environment. */
  public static EnvironmentSummary of(Environment environment) {
    ProviderConfig provider = environment.config().provider();
    return new EnvironmentSummary(
        environment.name(),
        environment.stateName(),
        environment.since(),
        environment.context().createdAt(),
        provider.id(),
        provider.displayName(),
        environment.knownMachine().map(Machine::address));
  }
}
