/**
 * What the store and the workspace share about files: they are for their owner alone, they are
 * replaced as a whole, and when that fails the reason is given. Knows neither of them.
 */
package com.torrust.deployer.adapters.local.file;
