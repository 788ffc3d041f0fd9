package com.torrust.deployer.adapters.ssh.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.domain.event.Redactor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a script's answer: a flat JSON object of texts with a name. Immutable.
 *
 * @param name what kind of answer it is
 * @param values everything else, by name
 */
public record RemoteEvent(String name, Map<String, String> values) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_LINE = 64 * 1024;

  /**
   * What programs on the machine said in their own words. Everything else is words of ours, names
   * and numbers, which must stay legible even where a secret happens to be one of them.
   */
  private static final Set<String> FREE_TEXT = Set.of("message", "line", "detail", "last_answer");

  /** Copies the values. */
  public RemoteEvent {
    values = Map.copyOf(values);
  }

  /**
   * The answer in a line, or nothing when the line is something else: a banner, a warning of sudo,
   * half a line.
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
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          return Optional.empty();
        }
        values.put(name, parser.getText());
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        return Optional.empty();
      }
    } catch (IOException damaged) {
      return Optional.empty();
    }
    return Optional.ofNullable(values.remove("event")).map(name -> new RemoteEvent(name, values));
  }

  /** A value, or the empty text. */
  public String text(String key) {
    return values.getOrDefault(key, "");
  }

  /** A whole number, or 0 when the value is none. */
  public int number(String key) {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** The same answer without secrets. */
  public RemoteEvent redacted(Redactor redactor) {
    Map<String, String> clean = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> clean.put(key, FREE_TEXT.contains(key) ? redactor.redact(value) : value));
    return new RemoteEvent(name, clean);
  }
}
