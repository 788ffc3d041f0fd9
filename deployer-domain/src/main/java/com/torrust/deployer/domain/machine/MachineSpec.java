package com.torrust.deployer.domain.machine;

import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import org.immutables.value.Value;

/** The machine that is wanted. Immutable. */
@Value.Immutable
public interface MachineSpec {

  /** The machine's name at its provider. */
  InstanceName name();

  /** Marks the machine and all that comes with it. */
  Label label();

  /** Where and of what size. */
  ProviderConfig provider();

  /** How it will be reached. */
  SshCredentials sshCredentials();
}
