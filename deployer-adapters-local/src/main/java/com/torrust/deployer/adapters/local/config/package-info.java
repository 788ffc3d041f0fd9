/**
 * Configurations as JSON: strict reading with positions, writing, and a look at the key files they name. All rules are the
 * domain's; this package knows JSON and files. It sees neither the process runner nor the probes.
 */
package com.torrust.deployer.adapters.local.config;
