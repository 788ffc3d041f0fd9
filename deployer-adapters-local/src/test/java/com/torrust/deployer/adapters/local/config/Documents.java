package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Test documents: laid down as resources, changed by JSON patches. */
final class Documents {

  static final ObjectMapper JSON = JsonMapper.builder().build();

  private Documents() {}

  static JsonNode resource(String path) {
    try {
      return JSON.readTree(text(path));
    } catch (IOException broken) {
      throw new UncheckedIOException(path, broken);
    }
  }

  static String text(String path) {
    try (InputStream stream = Documents.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(path, broken);
    }
  }

  /** RFC 6902, as far as the cases use it: add, replace, remove. */
  static JsonNode patched(JsonNode base, JsonNode patch) {
    JsonNode document = base.deepCopy();
    for (JsonNode operation : patch) {
      String path = operation.get("path").textValue();
      if (path.isEmpty()) {
        document = operation.get("value");
      } else if (operation.get("op").textValue().equals("remove")) {
        remove(document, path);
      } else {
        put(document, path, operation.get("value"), operation.get("op").textValue().equals("add"));
      }
    }
    return document;
  }

  static void remove(JsonNode document, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = document.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.remove(pointer.last().getMatchingIndex());
    } else {
      ((ObjectNode) parent).remove(pointer.last().getMatchingProperty());
    }
  }

  static void put(JsonNode document, String path, JsonNode value, boolean isInsertion) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = document.at(pointer.head());
    if (!(parent instanceof ArrayNode array)) {
      ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
    } else if (pointer.last().getMatchingIndex() < 0) {
      array.add(value);
    } else if (isInsertion) {
      array.insert(pointer.last().getMatchingIndex(), value);
    } else {
      array.set(pointer.last().getMatchingIndex(), value);
    }
  }
}
