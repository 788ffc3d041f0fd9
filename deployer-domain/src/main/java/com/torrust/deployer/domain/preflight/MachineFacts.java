package com.torrust.deployer.domain.preflight;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A machine as it was found, without judgement. Texts come from the machine: they are short,
 * without control and format characters, and otherwise whatever the machine says. What could not be
 * found out is absent. Immutable.
 */
@Value.Immutable
public interface MachineFacts {

  /** Distribution, kernel and hardware. */
  SystemFacts system();

  /** The account that looked, and whether it may become root. */
  AccountFacts account();

  /** The folders that matter, each with the file system below it. */
  List<FolderFacts> folders();

  /** Docker, or what stands in for it. */
  @Value.Default
  default DockerFacts docker() {
    return DockerFacts.absent();
  }

  /** Sockets that somebody listens on, at most 200. */
  List<ListenerFacts> listeners();

  /** What filters packets. */
  @Value.Default
  default FirewallFacts firewall() {
    return FirewallFacts.none();
  }

  /** The SSH daemon. */
  @Value.Default
  default SshdFacts sshd() {
    return SshdFacts.unknown();
  }

  /** Packages and units that somebody has treated in a special way. */
  @Value.Default
  default PackageFacts packages() {
    return PackageFacts.ordinary();
  }

  /** Names, addresses and time. */
  @Value.Default
  default NetworkFacts network() {
    return NetworkFacts.unknown();
  }

  /** What stands where the stack is put. */
  @Value.Default
  default StackFolderFacts stackFolder() {
    return StackFolderFacts.absent();
  }

  /** A folder by its path. */
  default Optional<FolderFacts> folder(String path) {
    return folders().stream().filter(each -> each.path().equals(path)).findFirst();
  }
}
