package com.torrust.deployer.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NullValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.error.Finding.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a document from the tokens of a parser, which bounds the depth. */
final class JsonTree {

  private final JsonParser parser;
  private final Predicate<String> wanted;

  /** A tree of the members whose paths, names joined by dots, are wanted. */
  JsonTree(JsonParser parser, Predicate<String> wanted) {
    this.parser = parser;
    this.wanted = wanted;
  }

  /** The value that begins at the current token; afterwards its last token is the current one. */
  ConfigValue value() throws IOException {
    return value("");
  }

  private ConfigValue value(String path) throws IOException {
    Optional<Position> position = Optional.of(position(parser));
    return switch (parser.currentToken()) {
      case START_OBJECT -> new ObjectValue(members(path), position);
      case START_ARRAY -> new ArrayValue(elements(path), position);
      case VALUE_STRING -> new TextValue(text(), position);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberValue(parser.getText(), position);
      case VALUE_TRUE -> new BooleanValue(true, position);
      case VALUE_FALSE -> new BooleanValue(false, position);
      case VALUE_NULL -> new NullValue(position);
      default ->
          throw new IllegalStateException("a value cannot begin with " + parser.currentToken());
    };
  }

  private List<Member> members(String path) throws IOException {
    List<Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Optional<Position> position = Optional.of(position(parser));
      String name = text();
      parser.nextToken();
      String place = path.isEmpty() ? name : path + "." + name;
      if (wanted.test(place)) {
        members.add(new Member(name, value(place), position));
      } else {
        parser.skipChildren();
      }
    }
    return members;
  }

  private List<ConfigValue> elements(String path) throws IOException {
    List<ConfigValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(path));
    }
    return elements;
  }

  private String text() throws IOException {
    String text = parser.getText();
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at)) && !isPair(text, at++)) {
        throw new LoneSurrogate(position(parser));
      }
    }
    return text;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  /** Where the current token begins. */
  static Position position(JsonParser parser) {
    return position(parser.currentTokenLocation());
  }

  static Position position(JsonLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** A text that no file can hold; JSON's grammar lets it pass, UTF-8 does not. */
  static final class LoneSurrogate extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;

    private LoneSurrogate(Position position) {
      this.position = position;
    }

    Position position() {
      return position;
    }
  }
}
