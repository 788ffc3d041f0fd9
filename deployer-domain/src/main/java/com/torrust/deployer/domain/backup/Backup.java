package com.torrust.deployer.domain.backup;

import com.torrust.deployer.domain.environment.ReleaseId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One backup, or one copy that a machine keeps, as it was written down when it was made. Immutable.
 *
 * @param id its name in the repository or on the machine
 * @param environment name of the environment that it is of
 * @param takenAt when the data was as it holds it
 * @param release the release that ran
 * @param tracker version of the tracker that ran
 * @param driver {@code sqlite3} or {@code mysql}
 * @param rows number of rows of each table of the database
 * @param bytes size, before compression and what backups share
 * @param verifiedAt when it was last fetched and proven to hold what was saved, on this machine
 */
public record Backup(
    BackupId id,
    String environment,
    Optional<Instant> takenAt,
    Optional<ReleaseId> release,
    String tracker,
    String driver,
    SortedMap<String, Long> rows,
    long bytes,
    Optional<Instant> verifiedAt) {

  /** Copies the map. */
  public Backup {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** Without a proof, and with rows in any order. */
  public static Backup of(
      BackupId id,
      String environment,
      Instant takenAt,
      Optional<ReleaseId> release,
      String tracker,
      String driver,
      Map<String, Long> rows,
      long bytes) {
    return new Backup(
        id,
        environment,
        Optional.of(takenAt),
        release,
        tracker,
        driver,
        new TreeMap<>(rows),
        bytes,
        Optional.empty());
  }
}
