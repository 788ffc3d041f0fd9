package com.torrust.deployer.domain.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A repository of restic, and how it is reached. Immutable. */
@Value.Immutable
public interface BackupRepository {

  /** Where it is. */
  RepositoryLocation location();

  /** Opens it; without it nobody reads what it holds. */
  Secret password();

  /** The account of a REST server, or the id of an access key of S3. */
  Optional<String> username();

  /** What belongs to the account or to the access key. */
  Optional<Secret> secret();

  /** The key that logs in by SFTP, in OpenSSH's format and without a passphrase. */
  Optional<Secret> sshPrivateKey();

  /** The host key of the SFTP server: {@code ssh-ed25519 AAAA…}. */
  Optional<String> hostKey();

  /** What stays in it. */
  BackupKeep keep();

  /** When the latest backup is fetched and proven, and the repository checked. */
  CronSchedule check();

  /** Everything that no output may show. */
  @Value.Lazy
  default Set<Secret> secrets() {
    Set<Secret> secrets = new LinkedHashSet<>();
    secrets.add(password());
    secret().ifPresent(secrets::add);
    sshPrivateKey().ifPresent(secrets::add);
    return secrets;
  }
}
