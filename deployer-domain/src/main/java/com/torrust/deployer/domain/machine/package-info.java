/**
 * Machines as seen from the inside: where they are, how they are told apart, how they are trusted.
 */
package com.torrust.deployer.domain.machine;
