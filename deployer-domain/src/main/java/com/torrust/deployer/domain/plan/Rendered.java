package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;

/**
 * A configuration and all that it renders to.
 *
 * @param config the configuration
 * @param provider what the provider of the machine is given
 * @param machine what the machine is configured by
 * @param release what is released onto the machine
 */
public record Rendered(
    EnvironmentConfig config, Artifacts provider, Artifacts machine, ReleaseBundle release) {}
