package com.torrust.deployer.domain.config;

/**
 * Backups of the database and the configuration.
 *
 * @param schedule when, in the machine's time zone
 * @param retentionDays age in days after which a backup is deleted, 1–4294967295
 */
public record BackupConfig(CronSchedule schedule, long retentionDays) {

  /** Retention when the configuration names none, in days. */
  public static final long DEFAULT_RETENTION_DAYS = 7;
}
