/**
 * The services of a running environment as their clients see them: addresses, and how to prove that
 * they work.
 */
@NullMarked
package com.torrust.deployer.domain.service;

import org.jspecify.annotations.NullMarked;
