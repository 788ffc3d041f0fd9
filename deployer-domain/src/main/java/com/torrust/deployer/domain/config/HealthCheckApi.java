package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * The tracker's health check API; its port is never published on the machine.
 *
 * @param bindAddress where it listens inside the container
 * @param domain public host name; present when TLS is on
 * @param useTlsProxy whether it is reachable from outside, through the proxy
 */
public record HealthCheckApi(
    BindAddress bindAddress, Optional<DomainName> domain, boolean useTlsProxy) {}
