/**
 * Reaches machines and operates the stack on them through the OpenSSH client. Only the providers
 * are for others; they are found by {@link java.util.ServiceLoader}.
 */
package com.torrust.deployer.adapters.ssh;
