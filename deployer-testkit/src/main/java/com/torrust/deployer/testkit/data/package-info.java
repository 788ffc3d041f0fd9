/** Ready-made values for tests, so that a test names only what it is about. */
package com.torrust.deployer.testkit.data;
