package com.torrust.deployer.adapters.tofu.internal.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what programs and APIs write. Thread-safe. */
public final class Json {

  /** A tree takes many times the room of its text, so that the size of a text bounds nothing. */
  private static final long MOST_TOKENS = 600_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** The object that the text is, or nothing when it is anything else. */
  public static Optional<JsonNode> object(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** The value that the text is, or nothing when it is no JSON or of another shape. */
  public static <T> Optional<T> read(String text, Class<T> type) {
    return object(text).flatMap(json -> read(json, type));
  }

  /** The value that a part of a document is, or nothing when it is of another shape. */
  public static <T> Optional<T> read(JsonNode json, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.treeToValue(json, type));
    } catch (JsonProcessingException | IllegalArgumentException otherShape) {
      return Optional.empty();
    }
  }

  /** What is not given is empty. */
  public static <T> List<T> listed(List<T> given) {
    return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
  }

  /** What is not given is empty. */
  public static <T> Map<String, T> named(Map<String, T> given) {
    Map<String, T> named = new TreeMap<>();
    if (given != null) {
      named.putAll(given);
    }
    named.values().removeIf(Objects::isNull);
    return named;
  }

  /** What is not given is empty. */
  public static String worded(String given) {
    return given == null ? "" : given;
  }

  /** The text of a value. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          "only plain maps, lists and texts are written", impossible);
    }
  }
}
