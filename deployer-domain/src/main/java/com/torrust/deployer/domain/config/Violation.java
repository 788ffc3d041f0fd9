package com.torrust.deployer.domain.config;

/**
 * A rule that a single value breaks, before it is known where the value stands. The decoder turns
 * it into a {@link com.torrust.deployer.domain.error.Finding} by adding the place.
 *
 * @param rule the rule's number in the documentation of the configuration, such as {@code R13}
 * @param code stable error code of the finding
 * @param message what is wrong, with the value unless it is a secret
 * @param remedy what to do
 */
public record Violation(String rule, String code, String message, String remedy) {}
