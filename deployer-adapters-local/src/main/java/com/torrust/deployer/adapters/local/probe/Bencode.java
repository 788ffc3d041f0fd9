package com.torrust.deployer.adapters.local.probe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The encoding of tracker answers (BEP 3), read. */
final class Bencode {

  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 19;

  private final byte[] data;
  private int at;

  private Bencode(byte[] data) {
    this.data = data;
  }

  /** One value. */
  sealed interface Value {

    /** A whole number. */
    record Number(long number) implements Value {}

    /** Bytes, which may be text; as ISO-8859-1, one character for each byte. */
    record Bytes(String bytes) implements Value {

      String text() {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }

    /** Values in order. */
    record Items(List<Value> items) implements Value {}

    /** Values by name. */
    record Dictionary(Map<String, Value> entries) implements Value {

      Optional<Value> find(String name) {
        return Optional.ofNullable(entries.get(name));
      }
    }
  }

  /** The one value that the data holds. */
  static Value read(byte[] data) throws ProbeFailed {
    Bencode reader = new Bencode(data);
    Value value = reader.value(0);
    if (reader.at != data.length) {
      throw malformed();
    }
    return value;
  }

  private static ProbeFailed malformed() {
    return new ProbeFailed("the answer is not one of an HTTP tracker");
  }

  private Value value(int depth) throws ProbeFailed {
    if (depth > DEEPEST) {
      throw malformed();
    }
    return switch (peek()) {
      case 'i' -> number();
      case 'l' -> items(depth);
      case 'd' -> dictionary(depth);
      default -> bytes();
    };
  }

  private char peek() throws ProbeFailed {
    if (at >= data.length) {
      throw malformed();
    }
    return (char) (data[at] & 0xff);
  }

  private Value.Number number() throws ProbeFailed {
    at++;
    return new Value.Number(digits('e'));
  }

  private long digits(char end) throws ProbeFailed {
    StringBuilder digits = new StringBuilder();
    while (peek() != end && digits.length() < LONGEST_NUMBER) {
      digits.append(peek());
      at++;
    }
    if (peek() != end || !digits.toString().matches("-?[0-9]{1,18}")) {
      throw malformed();
    }
    at++;
    return Long.parseLong(digits.toString());
  }

  private Value.Bytes bytes() throws ProbeFailed {
    long length = digits(':');
    if (length < 0 || length > data.length - at) {
      throw malformed();
    }
    String bytes = new String(data, at, (int) length, StandardCharsets.ISO_8859_1);
    at += (int) length;
    return new Value.Bytes(bytes);
  }

  private Value.Items items(int depth) throws ProbeFailed {
    at++;
    List<Value> items = new ArrayList<>();
    while (peek() != 'e') {
      items.add(value(depth + 1));
    }
    at++;
    return new Value.Items(items);
  }

  private Value.Dictionary dictionary(int depth) throws ProbeFailed {
    at++;
    Map<String, Value> entries = new HashMap<>();
    while (peek() != 'e') {
      String name = bytes().bytes();
      entries.put(name, value(depth + 1));
    }
    at++;
    return new Value.Dictionary(entries);
  }
}
