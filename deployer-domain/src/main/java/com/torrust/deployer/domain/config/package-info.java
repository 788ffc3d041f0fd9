/**
 * The configuration of one environment as validated values: what a text became after every rule
 * held. Invalid values cannot exist: each type is made by {@code parse} or {@code of} alone, which
 * answers with the broken rule instead.
 */
@NullMarked
package com.torrust.deployer.domain.config;

import org.jspecify.annotations.NullMarked;
