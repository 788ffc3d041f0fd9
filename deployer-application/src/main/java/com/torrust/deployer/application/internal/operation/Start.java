package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;

/**
 * Where a deployment begins.
 *
 * @param environment what to work on
 * @param first the phase that comes first
 */
record Start(Environment environment, OperationKind first) {}
