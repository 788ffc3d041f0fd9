/** Machines by OpenTofu; found by its services. */
module com.torrust.deployer.adapters.tofu {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.databind;
  requires com.google.common;
  requires java.net.http;

  provides com.torrust.deployer.domain.spi.PrerequisitesProvider with
      com.torrust.deployer.adapters.tofu.TofuPrerequisitesProvider;
  provides com.torrust.deployer.domain.spi.ProvisionerProvider with
      com.torrust.deployer.adapters.tofu.TofuProvisionerProvider;
}
