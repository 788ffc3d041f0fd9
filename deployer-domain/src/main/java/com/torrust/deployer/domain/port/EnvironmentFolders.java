package com.torrust.deployer.domain.port;

import java.nio.file.Path;

/**
 * Where one environment's files are. All absolute; they exist and belong to the owner alone by the
 * time an adapter sees them.
 *
 * @param build rendered artifacts; may be deleted at any time
 * @param tofu OpenTofu's state and plug-in data; must be kept as long as the machine lives
 * @param runs one folder for each started tool that may outlive us
 * @param sockets a short path for SSH control sockets, which have a limit of 104 bytes
 */
public record EnvironmentFolders(Path build, Path tofu, Path runs, Path sockets) {

  /** Pinned host keys of the environment's machine, in OpenSSH's {@code known_hosts} format. */
  public Path knownHosts() {
    return runs.resolveSibling("known_hosts");
  }

  /** The control socket of the one multiplexed SSH connection that an operation uses. */
  public Path controlSocket() {
    return sockets.resolve("ssh");
  }
}
