package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.Configurator;

/** Finds adapters for {@link Configurator}. */
public interface ConfiguratorProvider extends AdapterProvider<Configurator> {}
