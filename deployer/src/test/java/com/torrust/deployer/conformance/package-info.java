/**
 * Compares what is rendered with what the public reference renders: file by file as its reader
 * understands it, with every wanted difference in one table, {@code conformance/deviations.json}.
 */
package com.torrust.deployer.conformance;
