/** Backups of the tracker's data: what they hold, which one is meant, what came of a restore. */
@NullMarked
package com.torrust.deployer.domain.backup;

import org.jspecify.annotations.NullMarked;
