/**
 * What can go wrong, as values. Everything a user, a tool or a machine can cause travels as a
 * {@link com.torrust.deployer.domain.error.DeployError}; exceptions are for our own bugs.
 */
@NullMarked
package com.torrust.deployer.domain.error;

import org.jspecify.annotations.NullMarked;
