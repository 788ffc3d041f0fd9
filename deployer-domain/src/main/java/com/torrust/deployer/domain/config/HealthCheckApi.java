package com.torrust.deployer.domain.config;

/**
 * The tracker's health check API; its port is never published on the machine.
 *
 * @param bindAddress where it listens inside the container
 * @param access how clients reach it
 */
public record HealthCheckApi(BindAddress bindAddress, WebAccess access) implements WebService {}
