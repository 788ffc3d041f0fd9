package com.torrust.deployer.adapters.tofu.internal.tool;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.EvictingQueue;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.spi.LineListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads the machine-readable output of one OpenTofu, reports it as progress and keeps its errors.
 * What is no message of OpenTofu's is passed on as it is, never dropped. For one thread at a time.
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
  private final Queue<String> tail = EvictingQueue.create(TAIL);

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
    Optional<Message> message =
        line.startsWith("{") ? Json.read(line, Message.class) : Optional.empty();
    message.filter(each -> !each.text().isBlank()).ifPresentOrElse(this::hear, () -> say(line));
  }

  private void hear(Message message) {
    switch (message.type()) {
      case "apply_start" -> resource(message, BEGUN);
      case "apply_complete" -> resource(message, DONE);
      case "apply_errored" -> progress.resource(message.address(), "failed");
      case "diagnostic" -> diagnostic(message);
      default -> say(message.text());
    }
  }

  private void resource(Message message, Map<String, String> words) {
    String action = message.hook().map(Hook::action).orElse("");
    keep(message.text());
    progress.resource(message.address(), words.getOrDefault(action, action));
  }

  private void diagnostic(Message message) {
    message
        .diagnostic()
        .filter(each -> each.severity().equals("error"))
        .map(each -> each.about(message.text()))
        .ifPresent(
            error -> {
              errors.add(error);
              keep(error.text());
            });
    progress.line(SOURCE, message.text());
  }

  private void say(String text) {
    if (!text.isBlank()) {
      keep(text);
      progress.line(SOURCE, text);
    }
  }

  private void keep(String text) {
    tail.add(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
  }

  /** A line of the machine-readable output. */
  record Message(
      @JsonProperty("@message") String text,
      String type,
      Optional<Hook> hook,
      Optional<Reported> diagnostic) {

    Message {
      text = worded(text);
      type = worded(type);
    }

    String address() {
      return hook.flatMap(Hook::resource).map(Addressed::addr).orElse("?");
    }
  }

  /** What is being done. */
  record Hook(Optional<Addressed> resource, String action) {

    Hook {
      action = worded(action);
    }
  }

  /** To what. */
  record Addressed(String addr) {}

  /** What went wrong, or may. */
  record Reported(String severity, String summary, String detail, String address) {

    Reported {
      severity = worded(severity);
    }

    Diagnostic about(String text) {
      return new Diagnostic(summary == null ? text : summary, worded(detail), worded(address));
    }
  }
}
