package com.torrust.deployer.adapters.local.secret;

import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.SecretStoreProvider;

/** Offers the secrets of this computer. */
public final class LocalSecretStoreProvider implements SecretStoreProvider {

  @Override
  public String id() {
    return "local";
  }

  @Override
  public SecretStore create(AdapterContext context) {
    return new LocalSecretStore(
        context.variables(),
        new SecretCommand(context.commands(), context.variables(), context.workingDirectory()),
        new KeptSecrets(context.workingDirectory().resolve("data")));
  }
}
