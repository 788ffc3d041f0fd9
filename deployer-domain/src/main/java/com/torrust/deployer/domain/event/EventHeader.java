package com.torrust.deployer.domain.event;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import java.time.Instant;

/**
 * What every event carries.
 *
 * @param sequence rises by one with each event of an operation, from 1
 * @param at when it happened, UTC
 * @param operation the operation it belongs to
 * @param kind what kind of operation that is
 * @param environment the environment it is about
 */
public record EventHeader(
    long sequence,
    Instant at,
    OperationId operation,
    OperationKind kind,
    EnvironmentName environment) {}
