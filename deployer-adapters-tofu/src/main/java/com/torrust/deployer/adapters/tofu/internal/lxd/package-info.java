/**
 * LXD's REST API over its unix socket, and what the adapter asks from it. For the adapter's own
 * packages only.
 */
package com.torrust.deployer.adapters.tofu.internal.lxd;
