/**
 * Where programs start: {@link com.torrust.deployer.sdk.Deployer#builder()}. Results are values;
 * failures are the left side of an {@code Either} and become an exception with {@code
 * getOrElseThrow(DeployException::new)}. Nothing here ever prints, reads standard input, ends the
 * virtual machine or keeps global state.
 */
@NullMarked
package com.torrust.deployer.sdk;

import org.jspecify.annotations.NullMarked;
