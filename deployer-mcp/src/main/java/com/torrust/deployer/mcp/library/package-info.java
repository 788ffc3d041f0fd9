/** What agents may read, and how they are asked to proceed. */
@NullMarked
package com.torrust.deployer.mcp.library;

import org.jspecify.annotations.NullMarked;
