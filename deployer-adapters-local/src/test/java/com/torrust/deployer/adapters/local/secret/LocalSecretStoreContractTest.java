package com.torrust.deployer.adapters.local.secret;

import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.testkit.contract.SecretStoreContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretStoreContractTest extends SecretStoreContract {

  @TempDir private Path folder;

  @Override
  protected SecretStore store(String variable, String text) {
    Map<String, String> variables = Map.of(variable, text);
    return new LocalSecretStore(
        variables,
        new SecretCommand(new LocalCommandRunnerProvider().create(), variables, folder),
        new KeptSecrets(folder.resolve("data")));
  }
}
