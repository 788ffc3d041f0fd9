package com.torrust.deployer.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the members of a JSON object in order; absent values are null and never left out. */
public final class Document {

  /** Version of all result documents; rises when a member changes its meaning or goes away. */
  public static final int SCHEMA_VERSION = 1;

  private final Map<String, Object> members = new LinkedHashMap<>();

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

  /** The members in order. */
  public Map<String, Object> members() {
    return members;
  }
}
