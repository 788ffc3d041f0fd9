/**
 * A provider as seen by its own API: the truth about what exists, whatever OpenTofu's state says.
 * For the adapter's own packages only.
 */
package com.torrust.deployer.adapters.tofu.internal.cloud;
