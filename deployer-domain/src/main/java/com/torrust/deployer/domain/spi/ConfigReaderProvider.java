package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.ConfigReader;

/** Finds adapters for {@link ConfigReader}. */
public interface ConfigReaderProvider extends AdapterProvider<ConfigReader> {}
