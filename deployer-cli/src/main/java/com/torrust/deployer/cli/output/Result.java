package com.torrust.deployer.cli.output;

import java.util.Map;
import java.util.Optional;

/**
 * What one successful command says, in both formats.
 *
 * @param text for people; ends without a line feed
 * @param document for programs, members in order
 * @param literal when present, printed in both formats instead: a bare value or a document of another kind
 * @param exitCode how the program ends
 */
public record Result(
    String text, Map<String, Object> document, Optional<String> literal, int exitCode) {

  /** A result in both formats that ends the program well. */
  public static Result of(String text, Map<String, Object> document) {
    return new Result(text, document, Optional.empty(), 0);
  }

  /** A text that is the same in both formats. */
  public static Result literal(String text) {
    return new Result(text, Map.of(), Optional.of(text), 0);
  }

  /** The same result with another end: a negative report is a result, too. */
  public Result endingWith(int code) {
    return new Result(text, document, literal, code);
  }
}
