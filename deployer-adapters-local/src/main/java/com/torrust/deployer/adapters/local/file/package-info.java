/**
 * What the store and the workspace share about files: they are for their owner alone, they are
 * replaced as a whole, and when that fails people are told why. Knows neither of them.
 */
package com.torrust.deployer.adapters.local.file;
