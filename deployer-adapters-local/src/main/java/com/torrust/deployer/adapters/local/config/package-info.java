/**
 * Configurations in files, and a look at the key files they name. All rules are the domain's, JSON
 * is deployer-json's; this package knows files. It sees neither the process runner nor the probes.
 */
package com.torrust.deployer.adapters.local.config;
