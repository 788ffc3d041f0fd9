package com.torrust.deployer.sdk.operation;

/**
 * A difference between what should be on the machine and what is there.
 *
 * @param subject what differs: {@code release}, or a service
 * @param expected what should be there
 * @param actual what is there
 * @param operation what brings the two together again, such as {@code release}
 */
public record Drift(String subject, String expected, String actual, String operation) {}
