package com.torrust.deployer.sdk;

import com.torrust.deployer.domain.machine.HostAddress;
import java.util.Optional;

/**
 * An existing machine to adopt.
 *
 * @param address where it is
 * @param sshPort its SSH port, where it differs from the configured one; kept with the environment
 */
public record Registration(HostAddress address, Optional<Integer> sshPort) {}
