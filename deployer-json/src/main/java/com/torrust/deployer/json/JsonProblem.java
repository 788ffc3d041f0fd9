package com.torrust.deployer.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.Finding.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a text is not JSON. Worded here, because the parser's own messages quote the text, which may
 * be a secret whose quotes were forgotten.
 *
 * @param reason what is wrong there, such as {@code the text is empty}
 * @param remedy what to do
 * @param position where, if it is one place
 */
public record JsonProblem(String reason, String remedy, Optional<Position> position) {

  private static final Pattern CHARACTER = Pattern.compile("\\bcode ([0-9]+)");
  private static final String CHECK =
      "correct the place; 'jq . FILE' shows whether the text is JSON";

  /** A problem that concerns the whole text. */
  public static JsonProblem of(String reason, String remedy) {
    return new JsonProblem(reason, remedy, Optional.empty());
  }

  /** The problem as a predicate for a sentence about the text. */
  public String predicate() {
    return "is not a JSON document"
        + position.map(at -> ", line " + at.line() + ", column " + at.column()).orElse("")
        + ": "
        + reason;
  }

  JsonProblem at(Position where) {
    return new JsonProblem(reason, remedy, Optional.of(where));
  }

  JsonProblem at(JsonProcessingException thrown) {
    return new JsonProblem(reason, remedy, position(thrown));
  }

  static JsonProblem of(JsonProcessingException thrown) {
    return new JsonProblem(reason(thrown), CHECK, position(thrown));
  }

  private static Optional<Position> position(JsonProcessingException thrown) {
    JsonLocation location = thrown.getLocation();
    return Optional.ofNullable(location).map(JsonTree::position);
  }

  private static String reason(JsonProcessingException thrown) {
    String original = thrown.getOriginalMessage();
    if (thrown instanceof JsonEOFException) {
      return "the text ends before the document does";
    }
    if (original.startsWith("Unrecognized token") || original.startsWith("Non-standard token")) {
      return "a word that JSON does not know; strings stand in double quotes";
    }
    if (original.startsWith("Invalid numeric value") || original.contains("numeric value")) {
      return "a malformed number";
    }
    if (original.startsWith("Unexpected close marker")) {
      return "a bracket that closes nothing";
    }
    if (original.contains("surrogate")) {
      return "an escape that is half of a character";
    }
    if (original.startsWith("Unrecognized character escape")) {
      return "an escape that JSON does not know";
    }
    return original.startsWith("Unexpected character") || original.startsWith("Illegal ")
        ? unexpected(original)
        : "a character that JSON does not allow there";
  }

  private static String unexpected(String original) {
    Matcher matcher = CHARACTER.matcher(original);
    if (!matcher.find()) {
      return "a character that JSON does not allow there";
    }
    int character = Integer.parseInt(matcher.group(1));
    if (Character.isLetterOrDigit(character)) {
      return "a letter or digit where none may stand";
    }
    return "an unexpected " + Excerpt.of(Character.toString(character)) + hint(character);
  }

  private static String hint(int character) {
    return switch (character) {
      case '/', '#' -> "; JSON has no comments";
      case '\'' -> "; JSON uses double quotes";
      case '}', ']' -> "; a comma or a value may be wrong before it";
      default -> "";
    };
  }
}
