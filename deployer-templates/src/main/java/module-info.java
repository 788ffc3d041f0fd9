/** Renders every artifact; found by its service. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.templates {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires jinjava;

  provides com.torrust.deployer.domain.spi.RendererProvider with
      com.torrust.deployer.templates.JinjavaRendererProvider;
}
