/**
 * What the inside needs from the outside, in its own words. Adapters implement these interfaces,
 * operations call them; both sides see values only, never shell text and never the internals of a
 * state. Unless a method says otherwise, ports block, may be called from any thread, and answer
 * everything that a user, tool or machine can cause with a {@code Left}.
 */
@NullMarked
package com.torrust.deployer.domain.port;

import org.jspecify.annotations.NullMarked;
