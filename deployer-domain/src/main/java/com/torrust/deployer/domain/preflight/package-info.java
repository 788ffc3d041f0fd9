/**
 * What a machine is like before anything on it is changed, and what that means for a stack: facts
 * as they were found, and findings that follow from them by rules without any input or output.
 */
@NullMarked
package com.torrust.deployer.domain.preflight;

import org.jspecify.annotations.NullMarked;
