package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.SecretStore;

/** Finds adapters for {@link SecretStore}. */
public interface SecretStoreProvider extends AdapterProvider<SecretStore> {}
