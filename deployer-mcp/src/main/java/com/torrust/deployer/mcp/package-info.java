/** The server by which agents operate the deployer. */
@NullMarked
package com.torrust.deployer.mcp;

import org.jspecify.annotations.NullMarked;
