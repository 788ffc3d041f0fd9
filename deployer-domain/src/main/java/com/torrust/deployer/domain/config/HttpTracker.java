package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * A listener for announces over HTTP.
 *
 * @param bindAddress where it listens inside the container
 * @param domain public host name; present when TLS is on
 * @param useTlsProxy whether it is reached only through the proxy
 */
public record HttpTracker(
    BindAddress bindAddress, Optional<DomainName> domain, boolean useTlsProxy) {}
