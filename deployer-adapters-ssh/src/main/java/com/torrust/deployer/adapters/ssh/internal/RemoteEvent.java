package com.torrust.deployer.adapters.ssh.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a script's answer: a flat JSON object of texts with a name. The machine may be
 * somebody else's by now, so names are ours in form, texts are one line each without control and
 * format characters, and both are bounded. Immutable.
 *
 * @param name what kind of answer it is
 * @param values everything else, by name
 */
public record RemoteEvent(String name, Map<String, String> values) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_LINE = 64 * 1024;

  private static final int MOST_VALUES = 32;
  private static final int LONGEST_VALUE = 2_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

  /**
   * Words of ours, which must stay legible even where a secret happens to be one of them;
   * everything else is struck out if it holds a secret.
   */
  private static final Set<String> WORDS =
      Stream.concat(
              Arrays.stream(Component.values()).map(Component::service),
              Stream.of(
                  "running",
                  "exited",
                  "restarting",
                  "created",
                  "paused",
                  "dead",
                  "removing",
                  "absent",
                  "healthy",
                  "unhealthy",
                  "starting",
                  "none",
                  "pass",
                  "warn",
                  "fail",
                  "skip",
                  "install",
                  "use",
                  "start",
                  "inspect",
                  "survey",
                  "file",
                  "schedule",
                  "image",
                  "container",
                  "firewall",
                  "ssh",
                  "unit",
                  "configure",
                  "release",
                  "run",
                  "removed",
                  "missing",
                  "link",
                  "folder",
                  "other",
                  "yes",
                  "no",
                  "stop",
                  "logs",
                  "copy",
                  "backup",
                  "backups",
                  "check",
                  "verify",
                  "restore",
                  "sqlite3",
                  "abort",
                  "prove",
                  "accepted",
                  "refused",
                  "unknown",
                  "reach",
                  "ended",
                  "vanished"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Rights of a file, or how many it is. */
  private static final Pattern MODE = Pattern.compile("[0-9]{1,4}");

  /** Where the id of a release or of a backup stands. */
  private static final Set<String> IDS =
      Set.of("release", "expected", "actual", "id", "before", "backup");

  /** Copies the values. */
  public RemoteEvent {
    values = Map.copyOf(values);
  }

  /**
   * The answer in a line, or nothing when the line is something else: a banner, a warning of sudo,
   * half a line, or names and numbers of values that no script of ours has.
   */
  public static Optional<RemoteEvent> parse(String line) {
    if (!line.startsWith("{") || line.length() > LONGEST_LINE) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING
            || !NAME.matcher(name).matches()
            || values.size() > MOST_VALUES
            || values.put(name, PlainText.line(parser.getText(), LONGEST_VALUE)) != null) {
          return Optional.empty();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        return Optional.empty();
      }
    } catch (IOException damaged) {
      return Optional.empty();
    }
    return Optional.ofNullable(values.remove("event"))
        .filter(name -> NAME.matcher(name).matches())
        .map(name -> new RemoteEvent(name, values));
  }

  /** A value, or the empty text. */
  public String text(String key) {
    return values.getOrDefault(key, "");
  }

  /** A whole number from 0, or 0 when the value is none. */
  public int number(String key) {
    try {
      return Math.max(0, Integer.parseInt(text(key)));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** The same answer without secrets. */
  public RemoteEvent redacted(Redactor redactor) {
    Map<String, String> clean = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> clean.put(key, isOurs(key, value) ? value : redactor.line(value)));
    return new RemoteEvent(name, clean);
  }

  private static boolean isOurs(String key, String value) {
    return WORDS.contains(value)
        || (key.equals("content") && DIGEST.matcher(value).matches())
        || (key.equals("mode") && MODE.matcher(value).matches())
        || (key.equals("number") && MODE.matcher(value).matches())
        || (IDS.contains(key)
            && (ReleaseId.parse(value).isPresent() || BackupId.parse(value).isPresent()));
  }
}
