/**
 * The command line: a thin skin over {@link com.torrust.deployer.sdk.Deployer}. It parses, words
 * and prints; every rule, file and tool belongs to the SDK.
 */
package com.torrust.deployer.cli;
