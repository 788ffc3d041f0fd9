/** Contracts, fakes, stubs and sample values; open to JUnit. */
open module com.torrust.deployer.testkit {
  requires transitive com.torrust.deployer.domain;
  requires transitive org.junit.jupiter.api;

  uses com.torrust.deployer.domain.spi.ConfiguratorProvider;
  uses com.torrust.deployer.domain.spi.ProvisionerProvider;
  uses com.torrust.deployer.domain.spi.StackOperatorProvider;

  exports com.torrust.deployer.testkit.contract;
  exports com.torrust.deployer.testkit.data;
  exports com.torrust.deployer.testkit.fake;
  exports com.torrust.deployer.testkit.stub;
}
