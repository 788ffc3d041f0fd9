/**
 * Asks services as their clients would, with plain sockets: the platform's HTTP client can neither
 * pin a name to an address nor be loaded quickly. Only the provider is public; sees none of the
 * other parts of this module.
 */
package com.torrust.deployer.adapters.local.probe;
