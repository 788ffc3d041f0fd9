/** What is rendered, sent to a machine and installed there. */
@NullMarked
package com.torrust.deployer.domain.release;

import org.jspecify.annotations.NullMarked;
