package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.util.List;
import java.util.Optional;

/**
 * What {@code destroy} did.
 *
 * @param environment the end of the environment's life
 * @param removed what was removed at the provider
 * @param untouched the registered machine, with everything that runs on it; it is never ours to
 *     destroy
 * @param leftovers what the deployer put on that machine and leaves there
 */
public record DestroyResult(
    Destroyed environment,
    List<FoundResource> removed,
    Optional<Machine> untouched,
    List<Leftover> leftovers) {

  /** Copies the lists. */
  public DestroyResult {
    removed = List.copyOf(removed);
    leftovers = List.copyOf(leftovers);
  }
}
