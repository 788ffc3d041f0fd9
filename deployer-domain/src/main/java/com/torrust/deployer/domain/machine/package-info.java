/**
 * Machines as seen from the inside: where they are, how they are told apart, how they are trusted.
 */
@NullMarked
package com.torrust.deployer.domain.machine;

import org.jspecify.annotations.NullMarked;
