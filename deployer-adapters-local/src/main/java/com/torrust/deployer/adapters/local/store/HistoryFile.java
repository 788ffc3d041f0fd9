package com.torrust.deployer.adapters.local.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.adapters.local.json.JsonDocuments;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done with one environment: one JSON document a line, only ever added to. */
final class HistoryFile {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path file;

  HistoryFile(Path file) {
    this.file = file;
  }

  void add(HistoryEntry entry) throws IOException {
    OwnerFiles.makeFolder(file.getParent());
    OwnerFiles.append(file, line(entry));
  }

  /**
   * Oldest first. A line that cannot be read, such as one that a power cut tore, is passed over.
   */
  List<HistoryEntry> read() throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        entry(line).ifPresent(entries::add);
      }
    }
    return List.copyOf(entries);
  }

  private static String line(HistoryEntry entry) throws IOException {
    ConfigValue document =
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
            .build();
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      JsonDocuments.write(document, generator);
    }
    return text.toString();
  }

  private static Optional<HistoryEntry> entry(String line) {
    try {
      Members members =
          Members.of(
              JsonDocuments.read(line)
                  .getOrElseThrow(problem -> new DamagedState(problem.reason())),
              "");
      return Optional.of(
          ImmutableHistoryEntry.builder()
              .operation(new OperationId(members.text("operation_id")))
              .kind(members.parse("operation", OperationKind::find))
              .holder(StateDocument.holder(members.object("holder")))
              .actor(members.findText("actor"))
              .startedAt(members.instant("started_at"))
              .duration(members.parse("duration", HistoryFile::duration))
              .outcome(
                  members.parse("outcome", StateDocument.constant(HistoryEntry.Outcome.values())))
              .state(members.findParsed("state", StateName::find))
              .error(members.findText("error"))
              .build());
    } catch (DamagedState torn) {
      LOG.debug("a line of the history is passed over: {}", torn.getMessage());
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
