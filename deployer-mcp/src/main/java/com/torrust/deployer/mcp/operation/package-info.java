/** Long operations: begun, watched, found again, cancelled. */
@NullMarked
package com.torrust.deployer.mcp.operation;

import org.jspecify.annotations.NullMarked;
