/** Secrets by reference: what is set, kept in files, printed by programs and drawn by us. */
@NullMarked
package com.torrust.deployer.adapters.local.secret;

import org.jspecify.annotations.NullMarked;
