package com.torrust.deployer.domain.config;

/**
 * A listener for announces over HTTP.
 *
 * @param bindAddress where it listens inside the container
 * @param access how clients reach it
 */
public record HttpTracker(BindAddress bindAddress, WebAccess access) implements WebService {}
