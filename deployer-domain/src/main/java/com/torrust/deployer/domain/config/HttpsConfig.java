package com.torrust.deployer.domain.config;

/**
 * Settings common to all TLS services.
 *
 * @param adminEmail contact for the certificate authority
 * @param useStaging whether the staging directory of the authority is asked
 */
public record HttpsConfig(EmailAddress adminEmail, boolean useStaging) {}
