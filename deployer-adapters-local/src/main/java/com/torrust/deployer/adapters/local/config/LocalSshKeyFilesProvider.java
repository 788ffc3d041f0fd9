package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.SshKeyFilesProvider;

/** Offers the operator's key files on this computer. */
public final class LocalSshKeyFilesProvider implements SshKeyFilesProvider {

  /** Set by our image alone. */
  static final String IN_IMAGE = "TORRUST_DEPLOYER_IMAGE";

  @Override
  public String id() {
    return "local";
  }

  @Override
  public SshKeyFiles create(AdapterContext context) {
    return new LocalSshKeyFiles(context.variables().containsKey(IN_IMAGE));
  }
}
