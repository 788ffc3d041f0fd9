/**
 * The work between two resting states: an exact state in, the next state out. Phases never lock and
 * never narrow.
 */
package com.torrust.deployer.application.internal.phase;
