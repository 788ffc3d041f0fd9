package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * Backups of the database and the configuration.
 *
 * @param schedule when, in the machine's time zone
 * @param retentionDays age in days after which a file on the machine is deleted, 1–4294967295; a
 *     repository has rules of its own
 * @param repository where backups are saved; without one they are files on the machine
 */
public record BackupConfig(
    CronSchedule schedule, long retentionDays, Optional<BackupRepository> repository) {

  /** Retention when the configuration names none, in days. */
  public static final long DEFAULT_RETENTION_DAYS = 7;

  /** Files on the machine. */
  public BackupConfig(CronSchedule schedule, long retentionDays) {
    this(schedule, retentionDays, Optional.empty());
  }
}
