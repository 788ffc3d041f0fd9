/** The published JSON of states, results, errors and events. */
module com.torrust.deployer.json {
  requires transitive com.torrust.deployer.application;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;

  exports com.torrust.deployer.json;
  exports com.torrust.deployer.json.result;
  exports com.torrust.deployer.json.state;

  opens com.torrust.deployer.json to
      com.fasterxml.jackson.databind;
}
