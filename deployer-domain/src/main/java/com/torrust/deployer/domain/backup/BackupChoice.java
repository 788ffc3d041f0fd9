package com.torrust.deployer.domain.backup;

import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.Optional;

/**
 * Which backup is meant. Immutable.
 *
 * @param id the backup, or the beginning of its id; the latest one when empty
 * @param of the environment that it is of, when it is another one than the one that asks
 */
public record BackupChoice(Optional<BackupId> id, Optional<EnvironmentName> of) {

  /** The latest of the environment itself. */
  public static BackupChoice latest() {
    return new BackupChoice(Optional.empty(), Optional.empty());
  }

  /** That one of the environment itself. */
  public static BackupChoice of(BackupId id) {
    return new BackupChoice(Optional.of(id), Optional.empty());
  }
}
