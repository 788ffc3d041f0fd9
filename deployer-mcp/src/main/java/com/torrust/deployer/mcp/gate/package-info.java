/** What an agent may do, and who agreed to it. */
@NullMarked
package com.torrust.deployer.mcp.gate;

import org.jspecify.annotations.NullMarked;
