package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.environment.Running;

/**
 * What a restore came to.
 *
 * @param environment the environment, proven with the data that was put back
 * @param report what was put back, and where what was there before is kept
 */
public record RestoreResult(Running environment, RestoreReport report) {}
