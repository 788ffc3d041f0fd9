package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Map;

/** Backup and restore: settings, schedule, the container's script and the machine's scripts. */
final class BackupArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("backup");
  private static final String REFERENCE = Links.OPERATING;
  private static final Template SETTINGS =
      Template.rendered(
          "backup/etc/backup.conf",
          "What is backed up. Shells read this file, so values stand in single quotes. With MySQL"
              + " it holds the database password: keep it for root alone.",
          REFERENCE);
  private static final Template PATHS =
      Template.verbatim(
          "backup/etc/backup-paths.txt",
          "Configuration files in the backup, one a line, /data being the folder of the stack."
              + " Files that do not exist are left out.",
          REFERENCE);
  private static final Template SCHEDULE =
      Template.rendered(
          "backup/etc/maintenance-backup.cron",
          "Runs the backup, in the machine's time zone.",
          "https://manpages.debian.org/crontab.5");
  private static final Template LOG_ROTATION =
      Template.verbatim(
          "backup/etc/maintenance-backup.logrotate",
          "Keeps the log of the backups small.",
          "https://manpages.debian.org/logrotate.8");
  private static final Template DUMP =
      Template.verbatim(
          "backup/etc/backup.sh",
          "Runs in the backup container: writes the database to a file, or reads it back.",
          REFERENCE);
  private static final Template BACKUP =
      Template.verbatim(
          "backup/etc/maintenance-backup.sh",
          "Runs on the machine: one complete backup of database and configuration.",
          REFERENCE);
  private static final Template RESTORE =
      Template.verbatim(
          "backup/etc/maintenance-restore.sh",
          "Runs on the machine: brings the database back from a backup.",
          REFERENCE);
  private static final List<Template> SCRIPTS = List.of(DUMP, BACKUP, RESTORE);

  @Override
  public List<Template> templates() {
    return List.of(SETTINGS, PATHS, SCHEDULE, LOG_ROTATION, DUMP, BACKUP, RESTORE);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    DatabaseConfig database = request.config().tracker().database();
    return request.config().backup().stream()
        .flatMap(
            backup ->
                templates().stream().map(template -> file(template, backup, database, renderer)))
        .toList();
  }

  private Artifact file(
      Template template, BackupConfig backup, DatabaseConfig database, TemplateRenderer renderer) {
    String text =
        renderer.render(
            template,
            Map.of(
                "retention_days", backup.retentionDays(),
                "schedule", backup.schedule().value(),
                "database", database(database)));
    if (SCRIPTS.contains(template)) {
      return Artifact.script(GROUP, template.path(), text);
    }
    return template.equals(SETTINGS)
        ? Artifact.secret(GROUP, template.path(), text)
        : Artifact.plain(GROUP, template.path(), text);
  }

  private static Map<String, Object> database(DatabaseConfig database) {
    if (database instanceof MysqlConfig mysql) {
      return Map.of(
          "type", "mysql",
          "host", mysql.host(),
          "port", mysql.port(),
          "user", mysql.username(),
          "password", mysql.password().expose(),
          "name", mysql.databaseName());
    }
    if (database instanceof SqliteConfig sqlite) {
      return Map.of(
          "type", "sqlite", "path", "/data/storage/tracker/lib/database/" + sqlite.databaseName());
    }
    throw new IllegalStateException("no backup for driver '" + database.driver() + "'");
  }
}
