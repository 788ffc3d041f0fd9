/** Machines by OpenTofu; found by its services. */
module com.torrust.deployer.adapters.tofu {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.google.common;
  requires java.net.http;

  opens com.torrust.deployer.adapters.tofu.internal.hetzner to
      com.fasterxml.jackson.databind;
  opens com.torrust.deployer.adapters.tofu.internal.lxd to
      com.fasterxml.jackson.databind;
  opens com.torrust.deployer.adapters.tofu.internal.tool to
      com.fasterxml.jackson.databind;

  provides com.torrust.deployer.domain.spi.PrerequisitesProvider with
      com.torrust.deployer.adapters.tofu.TofuPrerequisitesProvider;
  provides com.torrust.deployer.domain.spi.ProvisionerProvider with
      com.torrust.deployer.adapters.tofu.TofuProvisionerProvider;
}
