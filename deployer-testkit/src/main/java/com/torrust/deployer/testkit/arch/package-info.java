/** The layering as rules that fail, for our modules and for third parties' adapters. */
package com.torrust.deployer.testkit.arch;
