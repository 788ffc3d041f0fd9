/**
 * Every port in memory. The fakes share one {@link com.torrust.deployer.testkit.fake.FakeWorld},
 * which remembers what exists outside of the program (machines, releases, locks), so that a test
 * can kill an operation at any point, start it again and look for what was lost or made twice. Each
 * fake passes the same contract as the real adapter.
 */
@NullMarked
package com.torrust.deployer.testkit.fake;

import org.jspecify.annotations.NullMarked;
