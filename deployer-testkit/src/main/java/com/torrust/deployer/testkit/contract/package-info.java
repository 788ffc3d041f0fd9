/**
 * One abstract test class for each port: what every implementation has to do. An adapter, ours or a
 * third party's, is tested by a subclass that makes it; our fakes pass the same classes.
 */
@NullMarked
package com.torrust.deployer.testkit.contract;

import org.jspecify.annotations.NullMarked;
