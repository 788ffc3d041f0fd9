package com.torrust.deployer.domain.config;

/**
 * The tracker's REST API.
 *
 * @param bindAddress where it listens inside the container
 * @param adminToken administrator token, also used to read the statistics
 * @param access how clients reach it
 */
public record HttpApi(BindAddress bindAddress, Secret adminToken, WebAccess access)
    implements WebService {}
