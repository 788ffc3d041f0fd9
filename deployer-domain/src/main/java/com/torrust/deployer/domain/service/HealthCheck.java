package com.torrust.deployer.domain.service;

/**
 * One thing to prove about a running environment, from this computer.
 *
 * @param id stable dotted name
 * @param subject what people call it
 * @param target what to ask
 */
public record HealthCheck(String id, String subject, ProbeTarget target) {}
