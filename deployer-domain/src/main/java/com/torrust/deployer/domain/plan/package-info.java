/** What a deployment would change and what that costs, as a value that nothing was done for. */
@NullMarked
package com.torrust.deployer.domain.plan;

import org.jspecify.annotations.NullMarked;
