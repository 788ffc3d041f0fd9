package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;

/** Gets and keeps access to a machine. */
public interface MachineAccess {

  /** What has to be true before the machine counts as reached. */
  enum Readiness {
    /** SSH lets us in, now; nothing is waited for. */
    REACHABLE,
    /** SSH lets us in and cloud-init is done, however long the machine still boots. */
    BOOTED
  }

  /**
   * Reaches the machine: waits as {@code readiness} asks, pins the host key at first contact and
   * checks it strictly at every later one, proves that the account may become root without a
   * password.
   *
   * @return the machine with its pinned keys; on the left, of kind {@code CONNECTIVITY}, {@code
   *     TIMEOUT} or {@code PREREQUISITE}, a code for each way to be kept out with the attempts and
   *     their causes
   */
  Either<DeployError, Machine> reach(
      Machine machine, SshCredentials credentials, Readiness readiness, OperationContext context);

  /** Forgets the pinned keys of the environment's machine. */
  Either<DeployError, Done> forget(OperationContext context);
}
