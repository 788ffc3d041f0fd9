package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.SshKeyFilesProvider;

/** Offers the operator's key files on this computer. */
public final class LocalSshKeyFilesProvider implements SshKeyFilesProvider {

  @Override
  public String id() {
    return "local";
  }

  @Override
  public SshKeyFiles create(AdapterContext context) {
    return new LocalSshKeyFiles(LocalKeyFiles.seenFrom(context.variables()));
  }
}
