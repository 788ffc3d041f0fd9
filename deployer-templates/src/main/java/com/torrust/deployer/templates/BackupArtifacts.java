package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupRepository;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.RepositoryLocation;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
  private static final Template RESTIC_SETTINGS =
      Template.rendered(
          "backup/etc/restic.conf",
          "Repository of the backups, its password and the credentials of its server. A shell reads"
              + " this file, so values stand in single quotes. Keep it for root alone.",
          "https://restic.readthedocs.io/en/stable/040_backup.html#environment-variables");
  private static final Template RESTIC =
      Template.verbatim(
          "backup/etc/restic.sh",
          "Runs in the container of restic, with the settings of restic.conf.",
          "https://restic.readthedocs.io/en/stable/manual_rest.html");
  private static final List<Template> SCRIPTS = List.of(DUMP, BACKUP, RESTORE, RESTIC);
  private static final List<Template> ALWAYS =
      List.of(SETTINGS, PATHS, SCHEDULE, LOG_ROTATION, DUMP, BACKUP, RESTORE);
  private static final List<Template> WITH_REPOSITORY = List.of(RESTIC_SETTINGS, RESTIC);
  private static final Set<Template> SECRETS = Set.of(SETTINGS, RESTIC_SETTINGS);

  @Override
  public List<Template> templates() {
    return Stream.concat(ALWAYS.stream(), WITH_REPOSITORY.stream()).toList();
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    DatabaseConfig database = request.config().tracker().database();
    return request.config().backup().stream()
        .flatMap(
            backup ->
                Stream.of(
                        ALWAYS.stream().map(template -> file(template, backup, database, renderer)),
                        backup.repository().stream()
                            .flatMap(
                                repository ->
                                    WITH_REPOSITORY.stream()
                                        .map(template -> file(template, repository, renderer))),
                        backup.repository().stream().flatMap(BackupArtifacts::keys),
                        backup.repository().stream()
                            .map(repository -> environment(request.config())))
                    .flatMap(files -> files))
        .toList();
  }

  private static Artifact file(
      Template template, BackupConfig backup, DatabaseConfig database, TemplateRenderer renderer) {
    return artifact(
        template,
        renderer.render(
            template,
            Map.of(
                "retention_days", backup.retentionDays(),
                "schedule", backup.schedule().value(),
                "check",
                    backup.repository().map(repository -> repository.check().value()).orElse(""),
                "database", database(database))));
  }

  private static Artifact file(
      Template template, BackupRepository repository, TemplateRenderer renderer) {
    RepositoryLocation location = repository.location();
    return artifact(
        template,
        renderer.render(
            template,
            Map.of(
                "repository", location.isOnMachine() ? "/repository" : location.value(),
                "kind", location.kind().name().toLowerCase(Locale.ROOT),
                "password", repository.password().expose(),
                "username", repository.username().orElse(""),
                "secret", repository.secret().map(Secret::expose).orElse(""))));
  }

  private static Artifact artifact(Template template, String text) {
    if (SCRIPTS.contains(template)) {
      return Artifact.script(GROUP, template.path(), text);
    }
    return SECRETS.contains(template)
        ? Artifact.secret(GROUP, template.path(), text)
        : Artifact.plain(GROUP, template.path(), text);
  }

  /** JSON takes no comment of ours. */
  private static Artifact environment(EnvironmentConfig config) {
    return Artifact.secret(
        GROUP, "backup/etc/environment.json", StructuredText.json(SavedConfiguration.of(config)));
  }

  /** For OpenSSH, which takes no comment of ours in front of a key. */
  private static Stream<Artifact> keys(BackupRepository repository) {
    return Stream.concat(
        repository.sshPrivateKey().stream()
            .map(key -> Artifact.secret(GROUP, "backup/etc/key", key.expose().strip() + "\n")),
        repository.hostKey().stream()
            .map(key -> Artifact.plain(GROUP, "backup/etc/known_hosts", "backup " + key + "\n")));
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
