/**
 * How this adapter works inside, in parts that do not know each other more than they must: {@code
 * tool} drives OpenTofu, {@code cloud} says what is asked from a provider beside OpenTofu, {@code
 * lxd} and {@code hetzner} ask it. No promise is made to anybody outside of this module.
 */
package com.torrust.deployer.adapters.tofu.internal;
