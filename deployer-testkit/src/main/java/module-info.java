/** Contracts, fakes, stubs and sample values; open to JUnit. */
open module com.torrust.deployer.testkit {
  requires transitive com.torrust.deployer.domain;
  requires transitive org.junit.jupiter.api;

  exports com.torrust.deployer.testkit.contract;
  exports com.torrust.deployer.testkit.data;
  exports com.torrust.deployer.testkit.fake;
  exports com.torrust.deployer.testkit.stub;
}
