package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RemoteShellProvider;

/** Makes the adapter that runs scripts on machines through the OpenSSH client. */
public final class SshRemoteShellProvider implements RemoteShellProvider {

  @Override
  public String id() {
    return "ssh";
  }

  @Override
  public RemoteShell create(AdapterContext context) {
    return new SshRemoteShell(context);
  }
}
