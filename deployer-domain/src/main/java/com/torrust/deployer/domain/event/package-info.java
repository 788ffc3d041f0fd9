/**
 * What happens during an operation, reported while it happens. More kinds may come in any release:
 * a listener ignores what it does not know.
 */
@NullMarked
package com.torrust.deployer.domain.event;

import org.jspecify.annotations.NullMarked;
