package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.EnvironmentStore;

/** Finds adapters for {@link EnvironmentStore}. */
public interface EnvironmentStoreProvider extends AdapterProvider<EnvironmentStore> {}
