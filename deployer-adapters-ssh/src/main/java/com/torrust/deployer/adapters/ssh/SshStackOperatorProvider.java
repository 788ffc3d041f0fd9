package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.StackScripts;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import java.util.List;

/**
 * Makes the adapter that operates the stack through the OpenSSH client and a script on the machine.
 */
public final class SshStackOperatorProvider implements StackOperatorProvider {

  @Override
  public String id() {
    return "ssh";
  }

  @Override
  public List<ArtifactSource> artifacts() {
    return List.of(new StackScripts());
  }

  @Override
  public StackOperator create(AdapterContext context) {
    return new SshStackOperator(context);
  }
}
