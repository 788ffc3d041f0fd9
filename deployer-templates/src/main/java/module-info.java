/** Renders every artifact; found by its service. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.templates {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires jinjava;
  // Jinjava has no descriptor that would ask for these.
  requires com.fasterxml.jackson.datatype.jdk8;
  requires java.desktop;
  requires java.xml;
  requires org.apache.commons.lang3;
  requires org.slf4j;

  provides com.torrust.deployer.domain.spi.RendererProvider with
      com.torrust.deployer.templates.JinjavaRendererProvider;
}
