/** Hetzner Cloud's API, and what the adapter asks from it. For the adapter's own packages only. */
package com.torrust.deployer.adapters.tofu.internal.hetzner;
