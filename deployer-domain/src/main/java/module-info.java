/** Environments, configurations, errors, events and ports: what every other module speaks. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.domain {
  requires transitive io.vavr;
  requires transitive org.jspecify;
  requires com.google.common;
  requires static org.immutables.value.annotations;

  exports com.torrust.deployer.domain.backup;
  exports com.torrust.deployer.domain.config.document;
  exports com.torrust.deployer.domain.config;
  exports com.torrust.deployer.domain.environment;
  exports com.torrust.deployer.domain.error;
  exports com.torrust.deployer.domain.event;
  exports com.torrust.deployer.domain.machine;
  exports com.torrust.deployer.domain.plan;
  exports com.torrust.deployer.domain.port;
  exports com.torrust.deployer.domain.preflight;
  exports com.torrust.deployer.domain.provider;
  exports com.torrust.deployer.domain.release;
  exports com.torrust.deployer.domain.secret;
  exports com.torrust.deployer.domain.service;
  exports com.torrust.deployer.domain.spi;
}
