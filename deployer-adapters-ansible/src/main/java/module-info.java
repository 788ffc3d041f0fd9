/** Configuration of machines by Ansible; found by its services. */
module com.torrust.deployer.adapters.ansible {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.google.common;

  opens com.torrust.deployer.adapters.ansible.internal to
      com.fasterxml.jackson.databind;

  provides com.torrust.deployer.domain.spi.ConfiguratorProvider with
      com.torrust.deployer.adapters.ansible.AnsibleConfiguratorProvider;
  provides com.torrust.deployer.domain.spi.PrerequisitesProvider with
      com.torrust.deployer.adapters.ansible.AnsiblePrerequisitesProvider;
}
