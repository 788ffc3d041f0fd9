package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What to render, from what. Immutable. */
@Value.Immutable
public interface RenderRequest {

  /** The configuration. */
  EnvironmentConfig config();

  /** The groups that are wanted; those that the configuration does not need are left out. */
  Set<ArtifactGroup> groups();

  /** The label of everything at the provider. */
  Label label();

  /** The content of the public key file, one line without its end. */
  String publicKey();

  /** Where the machine is, once it is known; the Ansible group needs it. */
  Optional<HostAddress> address();

  /** The SSH port, where it differs from the configured one. */
  Optional<Integer> sshPort();

  /** Pinned host keys of the machine in OpenSSH's format, which Ansible has to check against. */
  Optional<Path> knownHosts();

  /** Control socket of the operation's connection, which Ansible joins. */
  Optional<Path> controlSocket();
}
