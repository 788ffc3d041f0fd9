/** The SDK together with the standard adapters, which are found by their services. */
module com.torrust.deployer {
  requires transitive com.torrust.deployer.application;
  requires transitive com.torrust.deployer.json;
}
