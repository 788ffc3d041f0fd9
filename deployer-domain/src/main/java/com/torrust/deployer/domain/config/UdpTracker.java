package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * A listener for announces over UDP.
 *
 * @param bindAddress where it listens inside the container
 * @param domain host shown in announce URLs
 */
public record UdpTracker(BindAddress bindAddress, Optional<DomainName> domain) {}
