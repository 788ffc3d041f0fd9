/**
 * The life of an environment: a final class for each state, whose methods are the steps that are
 * legal there. States are made in two places only, {@link
 * com.torrust.deployer.domain.environment.Created#of} and {@link
 * com.torrust.deployer.domain.environment.EnvironmentSnapshot#restore}; every other one comes out
 * of a transition. States are immutable; whether a transition was also the latest is decided by the
 * revision when the store saves it.
 */
@NullMarked
package com.torrust.deployer.domain.environment;

import org.jspecify.annotations.NullMarked;
