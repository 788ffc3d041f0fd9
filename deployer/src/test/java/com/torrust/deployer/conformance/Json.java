package com.torrust.deployer.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trees and pointers into them. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException failure) {
      throw new IllegalStateException("cannot read " + file, failure);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("not JSON: " + text, broken);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of a value: a string without quotes, everything else as JSON. */
  static String text(JsonNode value) {
    try {
      return value.isTextual() ? value.textValue() : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The value at a place; an element of a list is found by its index or, in an unordered list, by
   * its text.
   */
  static JsonNode at(JsonNode root, List<String> segments) {
    JsonNode node = root;
    for (String segment : segments) {
      node = child(node, segment);
    }
    return node;
  }

  private static JsonNode child(JsonNode node, String segment) {
    if (node.isObject()) {
      return node.path(segment);
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (text(element).equals(segment)) {
          return element;
        }
      }
      if (segment.matches("[0-9]+")) {
        return node.path(Integer.parseInt(segment));
      }
    }
    return MissingNode.getInstance();
  }
}
