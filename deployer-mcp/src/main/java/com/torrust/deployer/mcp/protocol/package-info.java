/** The one place that knows the SDK of the Model Context Protocol. */
@NullMarked
package com.torrust.deployer.mcp.protocol;

import org.jspecify.annotations.NullMarked;
