package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * Grafana as part of the stack.
 *
 * @param adminUser administrator login
 * @param adminPassword administrator password
 * @param domain public host name; present when TLS is on
 * @param useTlsProxy whether it is reached only through the proxy
 */
public record GrafanaConfig(
    String adminUser, Secret adminPassword, Optional<DomainName> domain, boolean useTlsProxy) {

  /** Port in the container and, without TLS, on the machine. */
  public static final int PORT = 3000;
}
