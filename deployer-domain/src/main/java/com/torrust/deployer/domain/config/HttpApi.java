package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * The tracker's REST API.
 *
 * @param bindAddress where it listens inside the container
 * @param adminToken administrator token, also used to read the statistics
 * @param domain public host name; present when TLS is on
 * @param useTlsProxy whether it is reached only through the proxy
 */
public record HttpApi(
    BindAddress bindAddress, Secret adminToken, Optional<DomainName> domain, boolean useTlsProxy) {}
