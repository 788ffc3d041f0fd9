package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.json.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A result as agents get it: every text on one line, of bounded length, without secrets. Names and
 * states of ours stay legible even where a secret happens to be one of them.
 */
final class SafeDocument {

  private static final int MOST_ELEMENTS = 1000;
  private static final Set<String> OURS =
      Set.of(
          "environment_name", "operation", "operation_id", "plan", "state", "state_name", "code");

  private final Redactor redactor;

  SafeDocument(Redactor redactor) {
    this.redactor = redactor;
  }

  Document of(Document document) {
    return Document.of(members(document.members()));
  }

  private Map<String, @Nullable Object> members(Map<?, ?> members) {
    Map<String, @Nullable Object> safe = new LinkedHashMap<>();
    members.forEach(
        (name, value) ->
            safe.put(
                name.toString(),
                OURS.contains(name.toString()) && value instanceof String ? value : value(value)));
    return safe;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members(members);
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> safe = new ArrayList<>();
      elements.stream().limit(MOST_ELEMENTS).forEach(element -> safe.add(value(element)));
      return safe;
    }
    return value instanceof String text ? redactor.line(text) : value;
  }
}
