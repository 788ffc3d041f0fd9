package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.preflight.MachineReport;

/**
 * What {@code register} came to.
 *
 * @param environment with the machine that was adopted
 * @param report what the machine was like; nothing in it stands in the way
 */
public record RegisterResult(Provisioned environment, MachineReport report) {}
