package com.torrust.deployer.domain.config;

/**
 * Which backups stay in a repository; all others are removed after a backup that ended well. A
 * backup stays when one of the rules keeps it.
 *
 * @param last so many of the latest
 * @param daily the latest of each of so many days
 * @param weekly the latest of each of so many weeks
 * @param monthly the latest of each of so many months
 */
public record BackupKeep(long last, long daily, long weekly, long monthly) {

  /** What is kept when the configuration does not say. */
  public static final BackupKeep STANDARD = new BackupKeep(3, 7, 5, 12);
}
