/** The tools: what each takes, does and gives. */
@NullMarked
package com.torrust.deployer.mcp.tool;

import org.jspecify.annotations.NullMarked;
