package com.torrust.deployer.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a JSON object, member by member in order; absent values are null and never left out. Not
 * thread-safe.
 */
public final class Document {

  /** Version of all result documents; rises when a member changes its meaning or goes away. */
  public static final int SCHEMA_VERSION = 1;

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  private Document() {}

  /** A top-level document. */
  public static Document result() {
    return new Document().put("schema_version", SCHEMA_VERSION);
  }

  /** An object inside of a document. */
  public static Document object() {
    return new Document();
  }

  /** Adds a text, number, boolean, list or another object. */
  public Document put(String name, Object value) {
    members.put(name, value instanceof Document document ? document.members() : value);
    return this;
  }

  /** Adds a value that may be absent. */
  public Document put(String name, Optional<?> value) {
    members.put(
        name,
        value
            .map(present -> present instanceof Document document ? document.members() : present)
            .orElse(null));
    return this;
  }

  /** Adds all members of another object. */
  public Document putAll(Document other) {
    members.putAll(other.members);
    return this;
  }

  /** Adds a list of objects. */
  public Document putAll(String name, List<Document> values) {
    members.put(name, values.stream().map(Document::members).toList());
    return this;
  }

  /** The members in order: texts, numbers, booleans, lists and maps; null where one is absent. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /** The same object with other members; for those who complete what documents say. */
  public static Document of(Map<String, ? extends @Nullable Object> members) {
    Document document = new Document();
    document.members.putAll(members);
    return document;
  }

  /** As text: several lines, two spaces of indentation, no line feed at the end. */
  public String text() {
    return JsonText.pretty(members);
  }

  /** As text on one line. */
  public String line() {
    return JsonText.line(members);
  }

  /** The spelling of a constant in documents: {@code not_found}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
