package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.testkit.contract.EnvironmentStoreContract;
import com.torrust.deployer.testkit.data.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileEnvironmentStoreContractTest extends EnvironmentStoreContract {

  @TempDir Path folder;

  @Override
  protected EnvironmentStore store() {
    return new FileEnvironmentStore(StoreLayout.below(folder), Samples.PROVIDERS);
  }
}
