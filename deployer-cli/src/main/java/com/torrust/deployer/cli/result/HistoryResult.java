package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.cli.progress.Durations;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.HistoryEntry.Outcome;
import com.torrust.deployer.domain.environment.StateName;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code show --history}.
 *
 * @param environment whose history it is
 * @param entries oldest first
 */
public record HistoryResult(EnvironmentName environment, List<HistoryEntry> entries)
    implements Result {

  @Override
  public Text text() {
    if (entries.isEmpty()) {
      return Text.titled("Nothing was done with " + environment + " yet");
    }
    Table table = Table.of("When", "What", "Took", "Outcome", "By");
    entries.forEach(
        entry ->
            table.row(
                Cell.of(Facts.time(entry.startedAt())),
                Cell.of(entry.kind().text()),
                Cell.of(Durations.text(entry.duration())),
                Cell.of(
                    word(entry) + entry.error().map(code -> " " + code).orElse(""),
                    entry.outcome() == Outcome.SUCCEEDED ? Meaning.GOOD : Meaning.BAD),
                Cell.of(entry.holder().user() + "@" + entry.holder().host())));
    return Text.titled("History of " + environment).table(table);
  }

  private static String word(HistoryEntry entry) {
    return entry.outcome().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", environment.value())
        .putAll("operations", entries.stream().map(HistoryResult::operation).toList());
  }

  private static Document operation(HistoryEntry entry) {
    return Document.object()
        .put("operation_id", entry.operation().value())
        .put("operation", entry.kind().text())
        .put("started_at", entry.startedAt().toString())
        .put("duration_ms", entry.duration().toMillis())
        .put("outcome", word(entry))
        .put("state_name", entry.state().map(StateName::text))
        .put("error_code", entry.error())
        .put("holder", ShownResult.holder(entry.holder()));
  }
}
