package com.torrust.deployer.domain.plan;

/**
 * What happens to one service of the stack.
 *
 * @param service its name in the compose file
 * @param effect what happens to it
 * @param reason why, as one phrase without a value of the configuration
 */
public record ServiceEffect(String service, Effect effect, String reason) {}
