/** Where the text of a secret comes from when it does not stand in the configuration. */
@NullMarked
package com.torrust.deployer.domain.secret;

import org.jspecify.annotations.NullMarked;
