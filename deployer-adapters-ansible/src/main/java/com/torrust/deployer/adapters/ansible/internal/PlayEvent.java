package com.torrust.deployer.adapters.ansible.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.torrust.deployer.domain.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the callback plug-in tells, one line each (see {@code deployer_events.py}). */
sealed interface PlayEvent {

  /** The mark before every event; other lines are words of Ansible or of a program it started. */
  char SEPARATOR = '\u001e';

  /**
   * Ansible is at work.
   *
   * @param version of ansible-core; empty when it did not say
   * @param inputs the digest that it was started with
   */
  record Started(String version, String inputs) implements PlayEvent {}

  /** A task begins. */
  record Begun(String task) implements PlayEvent {}

  /**
   * A task has ended.
   *
   * @param outcome {@code ok}, {@code changed}, {@code skipped}, {@code failed} or {@code
   *     unreachable}
   * @param message why it went wrong; else empty
   * @param code the stable code that the task itself gives to its failure
   * @param exitCode of the program that failed
   * @param remedies what the task itself advises, one imperative sentence each
   */
  record Ended(
      String task,
      String host,
      String outcome,
      String message,
      Optional<ErrorCode> code,
      OptionalInt exitCode,
      List<String> remedies)
      implements PlayEvent {

    /** Copies the remedies. */
    public Ended {
      remedies = List.copyOf(remedies);
    }

    boolean wentWrong() {
      return outcome.equals("failed") || isUnreachable();
    }

    boolean isUnreachable() {
      return outcome.equals("unreachable");
    }
  }

  /** A task is tried again. */
  record Retried(String task, int attempt, String message) implements PlayEvent {}

  /** Something that people should know. */
  record Warned(Optional<ErrorCode> code, String message) implements PlayEvent {}

  /** The end of the play, with a tally for each machine. */
  record Recap(Map<String, Tally> hosts) implements PlayEvent {

    /** Copies the tallies. */
    public Recap {
      hosts = Map.copyOf(hosts);
    }
  }

  /** How many tasks ended how; {@code ok} includes those that changed something. */
  record Tally(int ok, int changed, int failed, int unreachable) {}

  /**
   * The event in a line, or nothing when the line is none, is damaged, or is of a kind that is not
   * known here.
   */
  static Optional<PlayEvent> parse(String line) {
    if (line.isEmpty() || line.charAt(0) != SEPARATOR) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Reader.MAPPER.readTree(line.substring(1)))
          .filter(JsonNode::isObject)
          .flatMap(Reader::event);
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** A tally under the names that Ansible gives its counts. */
  record Counts(
      OptionalInt ok, OptionalInt changed, OptionalInt failures, OptionalInt unreachable) {

    /** All four or nothing: a machine whose failures are not known has not been proven. */
    Optional<Tally> tally() {
      return Stream.of(ok, changed, failures, unreachable).allMatch(OptionalInt::isPresent)
          ? Optional.of(
              new Tally(
                  ok.getAsInt(), changed.getAsInt(), failures.getAsInt(), unreachable.getAsInt()))
          : Optional.empty();
    }
  }

  /** From JSON to events. */
  final class Reader {

    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Reader() {}

    private static Optional<PlayEvent> event(JsonNode json) {
      return Optional.ofNullable(
          switch (text(json, "event")) {
            case "start" -> new Started(text(json, "ansible"), text(json, "inputs"));
            case "begin" -> new Begun(text(json, "name"));
            case "task" ->
                new Ended(
                    text(json, "name"),
                    text(json, "host"),
                    text(json, "outcome"),
                    text(json, "message"),
                    code(json),
                    number(json, "rc"),
                    texts(json, "remedies"));
            case "retry" ->
                new Retried(
                    text(json, "name"), number(json, "attempt").orElse(0), text(json, "message"));
            case "warning" -> new Warned(code(json), text(json, "message"));
            case "recap" -> recap(json.path("hosts"));
            default -> null;
          });
    }

    private static Recap recap(JsonNode hosts) {
      Map<String, Tally> tallies = new TreeMap<>();
      hosts
          .properties()
          .forEach(
              host -> tally(host.getValue()).ifPresent(tally -> tallies.put(host.getKey(), tally)));
      return new Recap(tallies);
    }

    private static Optional<Tally> tally(JsonNode json) {
      try {
        return Optional.ofNullable(MAPPER.treeToValue(json, Counts.class)).flatMap(Counts::tally);
      } catch (JsonProcessingException damaged) {
        return Optional.empty();
      }
    }

    private static String text(JsonNode json, String name) {
      return json.path(name).asText("");
    }

    private static List<String> texts(JsonNode json, String name) {
      return StreamSupport.stream(json.path(name).spliterator(), false)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(text -> !text.isBlank())
          .toList();
    }

    private static Optional<ErrorCode> code(JsonNode json) {
      try {
        return json.path("code").isTextual()
            ? Optional.of(new ErrorCode(text(json, "code")))
            : Optional.empty();
      } catch (IllegalArgumentException misspelt) {
        return Optional.empty();
      }
    }

    private static OptionalInt number(JsonNode json, String name) {
      return json.path(name).canConvertToInt()
          ? OptionalInt.of(json.path(name).intValue())
          : OptionalInt.empty();
    }
  }
}
