package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.json.JsonDocuments;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** One entry of the history of an environment as a line of JSON. */
public final class HistoryDocument {

  private HistoryDocument() {}

  /** The entry on one line, without a line feed. */
  public static String encode(HistoryEntry entry) {
    return JsonDocuments.line(
        ConfigValue.object()
            .with("operation_id", entry.operation().value())
            .with("operation", entry.kind().text())
            .with("holder", StateDocument.write(entry.holder()))
            .with("actor", entry.actor().map(ConfigValue::of))
            .with("started_at", entry.startedAt().toString())
            .with("duration", entry.duration().toString())
            .with("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
            .with("state", entry.state().map(state -> ConfigValue.of(state.text())))
            .with("error", entry.error().map(ConfigValue::of))
            .build());
  }

  /** The entry on a line; nothing when the line is damaged, such as by a power cut. */
  public static Optional<HistoryEntry> decode(String line) {
    try {
      Members members = Members.read(line);
      return Optional.of(
          ImmutableHistoryEntry.builder()
              .operation(new OperationId(members.text("operation_id")))
              .kind(members.parse("operation", OperationKind::find))
              .holder(StateDocument.holder(members.object("holder")))
              .actor(members.findText("actor"))
              .startedAt(members.instant("started_at"))
              .duration(members.parse("duration", HistoryDocument::duration))
              .outcome(
                  members.parse("outcome", StateDocument.constant(HistoryEntry.Outcome.values())))
              .state(members.findParsed("state", StateName::find))
              .error(members.findText("error"))
              .build());
    } catch (DamagedState torn) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException damaged) {
      return Optional.empty();
    }
  }
}
