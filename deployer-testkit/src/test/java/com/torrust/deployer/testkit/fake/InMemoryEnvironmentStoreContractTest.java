package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.testkit.contract.EnvironmentStoreContract;

class InMemoryEnvironmentStoreContractTest extends EnvironmentStoreContract {

  private final InMemoryEnvironmentStore store = InMemoryEnvironmentStore.create();

  @Override
  protected EnvironmentStore store() {
    return store;
  }
}
