package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.error.ErrorCode;

/**
 * Why a change cannot be made in place.
 *
 * @param code stable code, such as {@code change.needs_new_machine}
 * @param member JSON pointer of the member of the configuration
 * @param reason one sentence without a value of the configuration
 * @param remedy one sentence: how to get there all the same
 */
public record Obstacle(ErrorCode code, String member, String reason, String remedy) {}
