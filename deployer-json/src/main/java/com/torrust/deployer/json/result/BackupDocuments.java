package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.sdk.operation.RestoreResult;
import java.time.Instant;
import java.util.List;

/** Documents about backups. */
public final class BackupDocuments {

  private BackupDocuments() {}

  /** {@code backup}. */
  public static Document backup(String environment, Backup made) {
    return Document.result().put("environment_name", environment).put("backup", described(made));
  }

  /** {@code backups}, the latest first. */
  public static Document backups(String environment, List<Backup> found) {
    return Document.result()
        .put("environment_name", environment)
        .putAll("backups", found.stream().map(BackupDocuments::described).toList());
  }

  /** {@code restore}. */
  public static Document restoration(RestoreResult result) {
    return Document.result()
        .put("environment_name", result.environment().name().value())
        .put("state", result.environment().stateName().text())
        .put("backup", described(result.report().backup()))
        .put("copy_of_before", result.report().before().map(BackupId::value));
  }

  private static Document described(Backup backup) {
    return Document.object()
        .put("backup_id", backup.id().value())
        .put("taken_from", backup.environment())
        .put("taken_at", backup.takenAt().map(Instant::toString))
        .put("release_id", backup.release().map(ReleaseId::value))
        .put("tracker", backup.tracker())
        .put("driver", backup.driver())
        .putAll(
            "rows",
            backup.rows().entrySet().stream()
                .map(
                    table ->
                        Document.object()
                            .put("table", table.getKey())
                            .put("rows", table.getValue()))
                .toList())
        .put("bytes", backup.bytes())
        .put("verified_at", backup.verifiedAt().map(Instant::toString));
  }
}
