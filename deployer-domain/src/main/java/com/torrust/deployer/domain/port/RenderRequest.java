package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.service.StackServices;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What to render, from what. Immutable. */
@Value.Immutable
public interface RenderRequest {

  /** The configuration. */
  EnvironmentConfig config();

  /** What files are wanted for: everything, unless it is said. */
  @Value.Default
  default Set<ArtifactPurpose> purposes() {
    return EnumSet.allOf(ArtifactPurpose.class);
  }

  /** The label of everything at the provider. */
  Label label();

  /** The content of the public key file, one line without its end. */
  String publicKey();

  /** Where the machine is, once it is known; what configures it is not rendered before. */
  Optional<HostAddress> address();

  /** The SSH port, where it differs from the configured one. */
  Optional<Integer> sshPort();

  /** Pinned host keys of the machine in OpenSSH's format, which Ansible has to check against. */
  Optional<Path> knownHosts();

  /** Control socket of the operation's connection, which Ansible joins. */
  Optional<Path> controlSocket();

  /** What runs and who may reach it: worked out once for all that is rendered. */
  @Value.Lazy
  default StackServices services() {
    return StackServices.of(config());
  }

  /** The images of the stack, as the renderer itself tells those that make other files. */
  List<ImageReference> images();
}
