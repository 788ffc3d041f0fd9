package com.torrust.deployer.sdk;

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
 */
public record DestroyResult(
    Destroyed environment, List<FoundResource> removed, Optional<Machine> untouched) {

  /** Copies the list. */
  public DestroyResult {
    removed = List.copyOf(removed);
  }
}
