/**
 * Makes and removes machines with OpenTofu, on LXD and at Hetzner Cloud. The entry point is {@link
 * com.torrust.deployer.adapters.tofu.TofuProvisionerProvider}, found by {@link
 * java.util.ServiceLoader}; nothing else is for use from outside.
 */
package com.torrust.deployer.adapters.tofu;
