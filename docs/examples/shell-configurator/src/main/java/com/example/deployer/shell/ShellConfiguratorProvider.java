package com.example.deployer.shell;

import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;

/** Offers a configuration by plain shell; found by {@link java.util.ServiceLoader}. */
public final class ShellConfiguratorProvider implements ConfiguratorProvider {

  @Override
  public String id() {
    return "shell";
  }

  @Override
  public Configurator create(AdapterContext context) {
    return new ShellConfigurator(context.shell());
  }
}
