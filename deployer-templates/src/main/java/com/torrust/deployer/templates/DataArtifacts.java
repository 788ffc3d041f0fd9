package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupKeep;
import com.torrust.deployer.domain.config.BackupRepository;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the stack's script has to know of the data to copy it and to put it back. */
final class DataArtifacts implements ArtifactSource {

  private static final Header DATA =
      Header.ofModel(
          EnvironmentConfig.class,
          "What copies, backups and restores of the tracker's data need to know, a name and a value"
              + " in each line. It holds no secret.",
          Links.OPERATING);

  @Override
  public List<Template> templates() {
    return List.of();
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.plain(
            ArtifactGroup.SCRIPTS,
            ArtifactGroup.SCRIPTS.folder() + "/data.tsv",
            DATA.on(
                values(request.config()).entrySet().stream()
                    .map(value -> value.getKey() + "\t" + value.getValue() + "\n")
                    .collect(Collectors.joining()))));
  }

  private static Map<String, String> values(EnvironmentConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    DatabaseConfig database = config.tracker().database();
    values.put("tracker", config.tracker().release().text());
    values.put("driver", database.driver());
    if (database instanceof MysqlConfig mysql) {
      values.put("database", mysql.databaseName());
      values.put("host", mysql.host());
      values.put("port", Integer.toString(mysql.port()));
      values.put("mysql_image", Images.mysql(config).value());
    } else if (database instanceof SqliteConfig sqlite) {
      values.put("database", sqlite.databaseName());
      values.put("sqlite_image", Images.SQLITE);
    }
    config
        .backup()
        .ifPresent(
            backup ->
                backup
                    .repository()
                    .ifPresent(repository -> saving(config, backup, repository, values)));
    return values;
  }

  private static void saving(
      EnvironmentConfig config,
      BackupConfig backup,
      BackupRepository repository,
      Map<String, String> values) {
    BackupKeep keep = repository.keep();
    values.put("restic_image", Images.of(config).get(Component.RESTIC).value());
    values.put(
        "keep",
        "--keep-last %d --keep-daily %d --keep-weekly %d --keep-monthly %d"
            .formatted(keep.last(), keep.daily(), keep.weekly(), keep.monthly()));
    values.put("backup_hours", Long.toString(backup.schedule().longestPause().toHours()));
    values.put("check_hours", Long.toString(repository.check().longestPause().toHours()));
    if (repository.location().isOnMachine()) {
      values.put("repository", repository.location().value());
    }
  }
}
