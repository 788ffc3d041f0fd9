/**
 * Machines as seen from the inside: where they are, how they are distinguished, how they are
 * trusted.
 */
@NullMarked
package com.torrust.deployer.domain.machine;

import org.jspecify.annotations.NullMarked;
