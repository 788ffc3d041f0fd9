/**
 * Configures machines with Ansible: one run of one playbook, which it brings to be rendered. Only
 * the providers are public; the rest of the program knows the ports {@link
 * com.torrust.deployer.domain.port.Configurator} and {@link
 * com.torrust.deployer.domain.port.Prerequisites}.
 */
package com.torrust.deployer.adapters.ansible;
