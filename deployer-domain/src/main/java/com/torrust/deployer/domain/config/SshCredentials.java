package com.torrust.deployer.domain.config;

import java.nio.file.Path;
import java.util.Optional;
import org.immutables.value.Value;

/** How the machine is reached. */
@Value.Immutable
public interface SshCredentials {

  /** Port when the configuration names none. */
  int DEFAULT_PORT = 22;

  /** Absolute path of the private key on this computer. */
  Path privateKeyPath();

  /** Absolute path of the matching public key on this computer. */
  Path publicKeyPath();

  /** Account that is made on the machine and used by every connection. */
  SshUsername username();

  /** TCP port of the SSH daemon, 1–65535. */
  int port();

  /** The machine's host key, if it is known beforehand: {@code ssh-ed25519 AAAA…}. */
  Optional<String> hostKey();
}
