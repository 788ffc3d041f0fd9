package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackClaim;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.SecretProof;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Installs and operates the stack on a machine. Everything that changes the machine happens under
 * the machine's own lock, so that a second operator or an abandoned earlier run is waited for or
 * refused ({@code machine.locked}).
 */
public interface StackOperator {

  /**
   * Puts a release in place, journalled: a call that was cut off is finished or undone by the next
   * one. Nothing is started; the previous release stays for the way back.
   *
   * @param claim for whom; a folder that holds somebody else's data is refused untouched ({@code
   *     stack.foreign_data}) unless the claim adopts it
   */
  Either<DeployError, InstallReport> install(
      Machine machine,
      SshCredentials credentials,
      ReleaseBundle bundle,
      StackClaim claim,
      OperationContext context);

  /**
   * Puts a release back that the machine still keeps, as it was installed; journalled like an
   * installation. Nothing is started.
   *
   * @return on the left {@code stack.release_unknown} when it is not kept any more; nothing was
   *     touched then
   */
  Either<DeployError, InstallReport> use(
      Machine machine,
      SshCredentials credentials,
      ReleaseId release,
      StackClaim claim,
      OperationContext context);

  /**
   * Pulls what is missing, starts or restarts what changed and waits until every container is
   * healthy and the checks on the machine itself pass.
   *
   * @param release the one that has to be installed
   * @return the healthy stack; on the left, of kind {@code HEALTH}, {@code REMOTE} or {@code
   *     TIMEOUT}, which service failed, its last answer, its state and the redacted end of its log
   */
  Either<DeployError, StackStatus> start(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context);

  /**
   * Tries, for each secret that is another one than in a release before, the present and the former
   * value where they open something. Changes nothing; no secret is sent: the machine keeps both.
   *
   * @param before a release that the machine keeps, {@code stack.release_unknown} otherwise
   * @return what was answered, for those secrets alone
   */
  Either<DeployError, List<SecretProof>> prove(
      Machine machine, SshCredentials credentials, ReleaseId before, OperationContext context);

  /** Looks without changing anything. */
  Either<DeployError, StackStatus> inspect(
      Machine machine, SshCredentials credentials, OperationContext context);

  /**
   * Looks at all that was left on the machine, in one round trip, by a program that comes from here
   * and not from the machine. Changes nothing.
   *
   * @param release the release that should be there; its files are looked at. Asked for when the
   *     machine is on its way to be reached, as it may have to be rendered first; gives the same
   *     answer on every thread and as often as it is asked
   * @param checks whether what runs is asked as {@link #inspect} does; without, only differences
   *     are looked for
   * @return on the left what {@link #inspect} has there
   */
  default Either<DeployError, MachineSurvey> survey(
      Machine machine,
      SshCredentials credentials,
      Supplier<Optional<ReleaseBundle>> release,
      boolean checks,
      OperationContext context) {
    return inspect(machine, credentials, context).map(MachineSurvey::of);
  }

  /**
   * The end of the containers' logs, oldest line first, each line beginning with its service,
   * redacted.
   *
   * @param service the only service that is asked for; all of them when empty
   * @param lines how many lines of each service at most
   */
  Either<DeployError, List<String>> logs(
      Machine machine,
      SshCredentials credentials,
      Optional<String> service,
      int lines,
      OperationContext context);

  /**
   * Keeps a copy of database and release on the machine, taken while the tracker goes on: for the
   * way back from another release, which may give the data another form. It needs no repository.
   *
   * <p>Until another release is proven, {@link #start} of this one puts the copy back first, where
   * the data does not have its form any more. The machine keeps the last three copies.
   *
   * @param release the one that the data belongs to. When another one was started since the last
   *     copy for it, that copy stays the one to go back to
   * @return the copy, which {@link #restore} takes; on the left {@code backup.no_database}, {@code
   *     remote.disk_full} and the like, with nothing changed
   */
  Either<DeployError, Backup> copyData(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context);

  /**
   * Saves such a copy in the repository of the installed release, which is made when there is none,
   * and removes what the configuration does not keep.
   *
   * @return on the left {@code backup.*}; what was saved before is still there
   */
  Either<DeployError, Backup> backup(
      Machine machine, SshCredentials credentials, OperationContext context);

  /**
   * The backups in the repository, the latest first.
   *
   * @param of another environment whose backups are asked for
   */
  Either<DeployError, List<Backup>> backups(
      Machine machine,
      SshCredentials credentials,
      Optional<EnvironmentName> of,
      OperationContext context);

  /**
   * Fetches a backup, opens its database beside the tracker's, counts, and looks through the
   * repository. Nothing else is touched.
   *
   * @return the backup that is proven; on the left {@code backup.damaged} and other {@code
   *     backup.*}
   */
  Either<DeployError, Backup> verify(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context);

  /**
   * Puts a backup, or a copy that the machine keeps, in place of the tracker's data. What is there
   * is copied first and comes back when the tracker does not get well. A call that was cut off is
   * finished by the same call; until then nothing else is started ({@code restore.unfinished}).
   *
   * @return on the left {@code backup.*} or {@code restore.*}, with the old data in service but for
   *     {@code restore.not_returned} and a call that was cut off
   */
  Either<DeployError, RestoreReport> restore(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context);

  /** Stops the containers and keeps their data. */
  Either<DeployError, Done> stop(
      Machine machine, SshCredentials credentials, OperationContext context);
}
