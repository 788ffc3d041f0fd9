package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.preflight.MachineFacts;
import io.vavr.control.Either;
import java.util.List;

/** Gets and keeps access to a machine. */
public interface MachineAccess {

  /** What has to be true before the machine counts as reached. */
  enum Readiness {
    /** SSH accepts the login, now; nothing is waited for. */
    REACHABLE,
    /** SSH accepts the login and cloud-init is done, however long the machine still boots. */
    BOOTED
  }

  /**
   * Reaches the machine: waits as {@code readiness} asks, pins the host key at first contact and
   * checks it strictly at every later one. Of a machine that is waited for it proves that the
   * account is root or may become root without a password; of any other {@link #look} reports it.
   *
   * @return the machine with its pinned keys; on the left, of kind {@code CONNECTIVITY}, {@code
   *     TIMEOUT} or {@code PREREQUISITE}, a code for each way to be kept out with the attempts and
   *     their causes
   */
  Either<DeployError, Machine> reach(
      Machine machine, SshCredentials credentials, Readiness readiness, OperationContext context);

  /**
   * Looks at a machine that was reached: one read-only program on it, within one limit, whatever
   * the account's login shell is. As root where the account may become root; otherwise what the
   * account itself sees, which the facts say.
   *
   * @return what was found, bounded and cleaned; on the left, of kind {@code CONNECTIVITY}, the
   *     ways to be kept out as in {@link #reach}, {@code remote.look_incomplete} (kind {@code
   *     REMOTE}) when the program did not come to its end, or {@code ssh.command_timeout}. The
   *     machine is as it was
   */
  Either<DeployError, MachineFacts> look(
      Machine machine, SshCredentials credentials, OperationContext context);

  /**
   * The host keys that are shown under a machine's address, whoever shows them: nothing is sent
   * that a stranger must not have. To be compared with what is known from elsewhere.
   *
   * @return at least one key; on the left {@code ssh.no_host_key}, {@code operation.cancelled}, or
   *     a tool that is missing
   */
  Either<DeployError, List<HostKey>> shownKeys(Machine machine, OperationContext context);

  /** Forgets the pinned keys of the environment's machine. */
  Either<DeployError, Done> forget(OperationContext context);
}
