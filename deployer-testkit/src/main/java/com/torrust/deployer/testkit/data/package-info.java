/** Ready-made values for tests, so that a test names only what it is about. */
@NullMarked
package com.torrust.deployer.testkit.data;

import org.jspecify.annotations.NullMarked;
