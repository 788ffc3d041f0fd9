package com.torrust.deployer.domain.config;

/**
 * Grafana as part of the stack.
 *
 * @param adminUser administrator login
 * @param adminPassword administrator password
 * @param access how clients reach it
 */
public record GrafanaConfig(String adminUser, Secret adminPassword, WebAccess access)
    implements WebService {

  /** Port in the container and, without TLS, on the machine. */
  public static final int PORT = 3000;
}
