package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.json.result.BackupDocuments;
import com.torrust.deployer.sdk.operation.RestoreResult;
import java.util.List;
import java.util.stream.Collectors;

/** Results about backups. */
public final class BackupResults {

  private BackupResults() {}

  /** {@code backup}. */
  public static Result saved(String environment, Backup made) {
    return Result.of(
        BackupDocuments.backup(environment, made),
        () -> Text.titled("Saved " + environment).table(facts(made)));
  }

  /** {@code backup --verify}. */
  public static Result verified(String environment, Backup proven) {
    return Result.of(
        BackupDocuments.backup(environment, proven),
        () ->
            Text.titled("Backup " + proven.id() + " of " + environment + " holds what was saved")
                .table(facts(proven)));
  }

  /** {@code backups}, the latest first. */
  public static Result listed(String environment, List<Backup> found) {
    return Result.of(
        BackupDocuments.backups(environment, found),
        () ->
            found.isEmpty()
                ? Text.titled("There are no backups of " + environment + " in the repository yet")
                : Text.titled("Backups of " + environment).table(table(found)));
  }

  /** {@code restore}. */
  public static Result restoration(RestoreResult result) {
    Backup restored = result.report().backup();
    return Result.of(
        BackupDocuments.restoration(result),
        () ->
            Text.titled(
                    result.environment().name() + " runs with the data of backup " + restored.id())
                .table(
                    facts(restored)
                        .row(
                            "Data from before",
                            result
                                .report()
                                .before()
                                .map(BackupId::value)
                                .orElse("there was none"))));
  }

  private static Table facts(Backup backup) {
    return Table.of("Backup", backup.id().value())
        .row("Taken", backup.takenAt().map(Parts::time).orElse("not known"))
        .row("Rows", rows(backup))
        .row("Size", size(backup.bytes()))
        .row("Tracker", backup.tracker() + ", " + backup.driver());
  }

  private static Table table(List<Backup> found) {
    Table table = Table.of("Backup", "Taken", "Size", "Release", "Tracker", "Rows", "Proven");
    for (Backup each : found) {
      table.row(
          each.id().value(),
          each.takenAt().map(Parts::time).orElse("not known"),
          size(each.bytes()),
          each.release().map(Object::toString).orElse("not known"),
          each.tracker() + ", " + each.driver(),
          rows(each),
          each.verifiedAt().map(Parts::time).orElse("no"));
    }
    return table;
  }

  private static String rows(Backup backup) {
    return backup.rows().isEmpty()
        ? "none"
        : backup.rows().entrySet().stream()
            .map(table -> table.getKey() + " " + table.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String size(long bytes) {
    return bytes < 1024 * 1024 ? (bytes + 1023) / 1024 + " KiB" : bytes / 1024 / 1024 + " MiB";
  }
}
