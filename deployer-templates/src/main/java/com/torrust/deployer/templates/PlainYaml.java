package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the trees that most configurations lead to, byte for byte as the library does, which takes
 * a third of all rendering for it: members with plain names, texts of printable ASCII without quote
 * and backslash, whole numbers and booleans. Whatever else a tree holds is left to the library.
 */
final class PlainYaml {

  private static final int LONGEST_NAME = 100;

  /** Names that some reader takes for a value of another kind. */
  private static final Set<String> WORDS =
      Set.of("false", "n", "no", "null", "off", "on", "true", "y", "yes");

  private final StringBuilder out = new StringBuilder(4096);

  private PlainYaml() {}

  /** The text, or nothing when the tree holds something that is not plain. */
  static Optional<String> of(JsonNode tree) {
    PlainYaml writer = new PlainYaml();
    return tree instanceof ObjectNode object && !object.isEmpty() && writer.members(object, 0, 0)
        ? Optional.of(writer.out.toString())
        : Optional.empty();
  }

  /** Members one a line, the first one behind what stands there already. */
  private boolean members(ObjectNode object, int indent, int firstIndent) {
    int before = firstIndent;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!isPlainName(member.getKey())) {
        return false;
      }
      indent(before);
      out.append(member.getKey()).append(':');
      if (!value(member.getValue(), indent)) {
        return false;
      }
      before = indent;
    }
    return true;
  }

  private boolean value(JsonNode value, int indent) {
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append('\n');
      return value instanceof ObjectNode object
          ? members(object, indent + 2, indent + 2)
          : items(value, indent + 2);
    }
    out.append(' ');
    return scalar(value);
  }

  private boolean items(JsonNode array, int indent) {
    for (JsonNode item : array) {
      indent(indent);
      out.append("- ");
      boolean written =
          item instanceof ObjectNode object && !object.isEmpty()
              ? members(object, indent + 2, 0)
              : scalar(item);
      if (!written) {
        return false;
      }
    }
    return true;
  }

  private boolean scalar(JsonNode value) {
    if (value.isTextual() && isPlainText(value.textValue())) {
      out.append('"').append(value.textValue()).append("\"\n");
      return true;
    }
    if (value.isInt() || value.isBoolean()) {
      out.append(value.asText()).append('\n');
      return true;
    }
    if (value.isContainerNode() && value.isEmpty()) {
      out.append(value.isObject() ? "{}\n" : "[]\n");
      return true;
    }
    return false;
  }

  private void indent(int columns) {
    for (int i = 0; i < columns; i++) {
      out.append(' ');
    }
  }

  private static boolean isPlainText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlainName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (!isLetter(letter) && !isDigit(letter) && letter != '-' && letter != '.') {
        return false;
      }
    }
    return name.length() > 5 || !WORDS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(char letter) {
    return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter == '_';
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
