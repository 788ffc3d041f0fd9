package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;

/** Offers the store that keeps environments as files below the working directory. */
public final class FileEnvironmentStoreProvider implements EnvironmentStoreProvider {

  @Override
  public String id() {
    return "files";
  }

  @Override
  public EnvironmentStore create(AdapterContext context) {
    return new FileEnvironmentStore(
        StoreLayout.below(context.workingDirectory()), context.providers());
  }
}
