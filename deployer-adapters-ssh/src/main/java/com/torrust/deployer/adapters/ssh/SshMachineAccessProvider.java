package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.MachineAccessProvider;

/** Makes the adapter that reaches machines through the OpenSSH client. */
public final class SshMachineAccessProvider implements MachineAccessProvider {

  @Override
  public String id() {
    return "ssh";
  }

  @Override
  public MachineAccess create(AdapterContext context) {
    return new SshMachineAccess(context);
  }
}
