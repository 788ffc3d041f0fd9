package com.torrust.deployer.adapters.tofu.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.spi.LineListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears the machine-readable output of one OpenTofu, tells it as progress and keeps its errors.
 * What is no message of OpenTofu's is passed on as it is, never dropped (ERR-3). For one thread at
 * a time.
 */
final class TofuMessages implements LineListener {

  private static final String SOURCE = "tofu";
  private static final int TAIL = 20;
  private static final int LONGEST_LINE = 2000;

  private static final Map<String, String> BEGUN =
      Map.of("create", "creating", "update", "changing", "delete", "deleting", "read", "reading");
  private static final Map<String, String> DONE =
      Map.of("create", "created", "update", "changed", "delete", "deleted", "read", "read");

  private final Progress progress;
  private final List<Diagnostic> errors = new ArrayList<>();
  private final Deque<String> tail = new ArrayDeque<>();

  TofuMessages(Progress progress) {
    this.progress = progress;
  }

  /** The errors that were reported, in order. */
  List<Diagnostic> errors() {
    return List.copyOf(errors);
  }

  /** The last lines as people read them. */
  List<String> tail() {
    return List.copyOf(tail);
  }

  @Override
  public void line(Stream stream, String line) {
    Optional<JsonNode> message = line.startsWith("{") ? Json.object(line) : Optional.empty();
    message.filter(json -> !text(json).isBlank()).ifPresentOrElse(this::hear, () -> say(line));
  }

  private static String text(JsonNode message) {
    return message.path("@message").asText("");
  }

  private void hear(JsonNode message) {
    String text = text(message);
    switch (message.path("type").asText("")) {
      case "apply_start" -> resource(message, BEGUN);
      case "apply_complete" -> resource(message, DONE);
      case "apply_errored" -> progress.resource(address(message.path("hook")), "failed");
      case "diagnostic" -> diagnostic(message.path("diagnostic"), text);
      default -> say(text);
    }
  }

  private void resource(JsonNode message, Map<String, String> words) {
    JsonNode hook = message.path("hook");
    String action = hook.path("action").asText("");
    keep(text(message));
    progress.resource(address(hook), words.getOrDefault(action, action));
  }

  private static String address(JsonNode hook) {
    return hook.path("resource").path("addr").asText("?");
  }

  private void diagnostic(JsonNode diagnostic, String text) {
    if (diagnostic.path("severity").asText("").equals("error")) {
      errors.add(
          new Diagnostic(
              diagnostic.path("summary").asText(text),
              diagnostic.path("detail").asText(""),
              diagnostic.path("address").asText("")));
      keep(errors.get(errors.size() - 1).text());
    }
    progress.line(SOURCE, text);
  }

  private void say(String text) {
    if (!text.isBlank()) {
      keep(text);
      progress.line(SOURCE, text);
    }
  }

  private void keep(String text) {
    tail.addLast(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
  }
}
