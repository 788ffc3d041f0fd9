package com.torrust.deployer.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.json.Schemas;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published schemas, each made whole: clients resolve no references to other documents, so that
 * the parts that a schema refers to stand in it. Thread-safe.
 */
final class OutputSchemas {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OTHER = "common.json#/$defs/";
  private static final String DOCUMENT = ".json";
  private static final String OWN = "#/$defs/";

  private final Map<String, Object> common = map(parse("common").get("$defs"));

  /** A published schema with what it refers to. */
  Map<String, Object> published(String name) {
    return whole(body(name));
  }

  /** The schema of an operation whose result is a published document. */
  Map<String, Object> operation(String result) {
    Map<String, Object> schema = parse("agent-operation");
    schema.keySet().removeAll(List.of("$schema", "$id", "title"));
    Map<String, Object> properties = map(schema.get("properties"));
    properties.put("result", Map.of("anyOf", List.of(body(result), Map.of("type", "null"))));
    schema.put("properties", properties);
    return whole(schema);
  }

  private Map<String, Object> body(String name) {
    Map<String, Object> schema = parse(name);
    schema.keySet().removeAll(List.of("$schema", "$id", "title"));
    return schema;
  }

  private Map<String, Object> whole(Map<String, Object> schema) {
    Map<String, Object> found = new TreeMap<>();
    Deque<String> wanted = new ArrayDeque<>();
    Map<String, Object> whole = map(rewritten(schema, wanted));
    while (!wanted.isEmpty()) {
      String name = wanted.pop();
      if (!found.containsKey(name)) {
        found.put(name, rewritten(common.get(name), wanted));
      }
    }
    if (!found.isEmpty()) {
      Map<String, Object> all = new LinkedHashMap<>(found);
      if (whole.get("$defs") instanceof Map<?, ?> own) {
        own.forEach((name, value) -> all.put(name.toString(), value));
      }
      whole.put("$defs", all);
    }
    return whole;
  }

  private Object rewritten(Object node, Deque<String> wanted) {
    if (node instanceof Map<?, ?> members
        && members.get("$ref") instanceof String target
        && target.endsWith(DOCUMENT)) {
      return rewritten(body(target.substring(0, target.length() - DOCUMENT.length())), wanted);
    }
    if (node instanceof Map<?, ?> members) {
      Map<String, Object> copy = new LinkedHashMap<>();
      members.forEach(
          (name, value) -> {
            if (name.equals("$ref") && value instanceof String target) {
              String part = target.replace(OTHER, "").replace(OWN, "");
              if (target.startsWith(OTHER) || target.startsWith(OWN)) {
                wanted.push(part);
              }
              copy.put("$ref", OWN + part);
            } else {
              copy.put(name.toString(), rewritten(value, wanted));
            }
          });
      return copy;
    }
    if (node instanceof List<?> elements) {
      List<Object> copy = new ArrayList<>();
      elements.forEach(element -> copy.add(rewritten(element, wanted)));
      return copy;
    }
    return node;
  }

  private static Map<String, Object> parse(String name) {
    try {
      return JSON.readValue(Schemas.find(name).orElseThrow(), new TypeReference<>() {});
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("the embedded schema '" + name + "' is damaged", damaged);
    }
  }

  private static Map<String, Object> map(Object node) {
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) node).forEach((name, value) -> copy.put(name.toString(), value));
    return copy;
  }
}
