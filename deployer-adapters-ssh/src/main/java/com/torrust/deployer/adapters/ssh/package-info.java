/**
 * Reaches machines and operates the stack on them through the OpenSSH client. Only the providers
 * are for others; they are found by {@link java.util.ServiceLoader}.
 */
@Value.Style(jdkOnly = true, allowedClasspathAnnotations = Override.class)
package com.torrust.deployer.adapters.ssh;

import org.immutables.value.Value;
