package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.machine.HostAddress;
import java.util.Optional;

/**
 * An existing machine to adopt.
 *
 * @param address where it is
 * @param sshPort its SSH port, where it differs from the configured one; kept with the environment
 * @param hostKeyFingerprint the fingerprint of the host key that it has to show, {@code SHA256:…}
 *     as {@code ssh-keygen -l} prints it; without one the first key that answers is taken for its
 *     own unless the configuration gives a key
 */
public record Registration(
    HostAddress address, Optional<Integer> sshPort, Optional<String> hostKeyFingerprint) {

  /** A machine whose host key is not known beforehand. */
  public Registration(HostAddress address, Optional<Integer> sshPort) {
    this(address, sshPort, Optional.empty());
  }
}
