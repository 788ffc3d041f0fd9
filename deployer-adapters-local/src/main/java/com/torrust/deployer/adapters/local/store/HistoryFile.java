package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.json.state.HistoryDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was done with one environment: one JSON document a line, only ever added to. */
final class HistoryFile {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

  /** Bytes; hundreds of thousands of operations fit. */
  private static final int LONGEST = 128 * 1024 * 1024;

  private final Path file;

  HistoryFile(Path file) {
    this.file = file;
  }

  void add(HistoryEntry entry) throws IOException {
    OwnerFiles.makeFolder(file.getParent());
    OwnerFiles.append(file, HistoryDocument.encode(entry));
  }

  /**
   * Oldest first. A line that cannot be read, such as one that a power cut tore, is passed over.
   */
  List<HistoryEntry> read() throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    String text;
    try {
      text = new String(OwnerFiles.read(file, LONGEST), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        HistoryDocument.decode(line)
            .ifPresentOrElse(
                entries::add, () -> LOG.debug("a line of '{}' is damaged and passed over", file));
      }
    }
    return List.copyOf(entries);
  }
}
