/**
 * Configures machines with Ansible: one run of one playbook, which {@code deployer-templates}
 * renders. Only {@link com.torrust.deployer.adapters.ansible.AnsibleConfiguratorProvider} is
 * public; the rest of the program knows the port {@link
 * com.torrust.deployer.domain.port.Configurator}.
 */
package com.torrust.deployer.adapters.ansible;
