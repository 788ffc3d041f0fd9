package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import com.torrust.deployer.testkit.contract.SecretStoreContract;

class FakeSecretStoreContractTest extends SecretStoreContract {

  @Override
  protected SecretStore store(String variable, String text) {
    return FakeWorld.create().secretStore().giving(new Variable(variable), text);
  }
}
