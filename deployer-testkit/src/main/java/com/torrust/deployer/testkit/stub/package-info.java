/**
 * Stand-ins for the programs we drive: small shell scripts with one habit each (slow, noisy,
 * failing, deaf to signals, talking while they shut down). Put their folder on the {@code PATH} of
 * a command.
 */
@NullMarked
package com.torrust.deployer.testkit.stub;

import org.jspecify.annotations.NullMarked;
