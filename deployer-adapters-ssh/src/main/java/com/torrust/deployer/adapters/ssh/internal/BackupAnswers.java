package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.ReleaseId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine tells of backups. What does not have our form is left out, and there is a limit to
 * all of it. Not thread-safe.
 */
final class BackupAnswers {

  private static final int MOST_BACKUPS = 2_000;
  private static final int MOST_TABLES = 200;
  private static final Pattern ROWS = Pattern.compile("([A-Za-z0-9_]{1,64})=([0-9]{1,18})");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final List<Backup> all = new ArrayList<>();
  private Optional<BackupId> before = Optional.empty();

  void accept(RemoteEvent event) {
    if (event.name().equals("copied")) {
      // In front of a restore it is the way back, and no answer.
      before = BackupId.parse(event.text("id"));
      backup(event).ifPresent(this::add);
    } else {
      if (event.name().equals("restored")) {
        before = BackupId.parse(event.text("before"));
      }
      backup(event).ifPresent(this::add);
    }
  }

  private void add(Backup backup) {
    if (all.size() < MOST_BACKUPS) {
      all.add(backup);
    }
  }

  /** In the order in which they were told. */
  List<Backup> all() {
    return List.copyOf(all);
  }

  Optional<BackupId> before() {
    return before;
  }

  private static Optional<Backup> backup(RemoteEvent event) {
    return BackupId.parse(event.text("id"))
        .map(
            id ->
                new Backup(
                    id,
                    word(event.text("environment")),
                    instant(event.text("taken")),
                    ReleaseId.parse(event.text("release")),
                    word(event.text("tracker")),
                    word(event.text("driver")),
                    rows(event.text("rows")),
                    number(event.text("size")).orElse(0L),
                    instant(event.text("verified"))));
  }

  private static SortedMap<String, Long> rows(String text) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (String table : text.split(" ", MOST_TABLES)) {
      Matcher parts = ROWS.matcher(table);
      if (parts.matches()) {
        rows.put(parts.group(1), Long.parseLong(parts.group(2)));
      }
    }
    return rows;
  }

  private static String word(String text) {
    return WORD.matcher(text).matches() ? text : "unknown";
  }

  private static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
