package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;

/** Offers the look at the OpenSSH client and the operator's key. */
public final class SshPrerequisitesProvider implements PrerequisitesProvider {

  @Override
  public String id() {
    return "ssh";
  }

  @Override
  public Prerequisites create(AdapterContext context) {
    return new SshPrerequisites(context);
  }
}
