/** Turns references to secrets into texts, at the moment of their use. */
package com.torrust.deployer.application.internal.secret;
