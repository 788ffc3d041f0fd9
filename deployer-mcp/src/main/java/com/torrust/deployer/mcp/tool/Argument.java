package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One argument of a tool: its place in the schema and how it is read, said once. Immutable.
 *
 * @param <T> what it becomes
 * @param name in the call
 * @param isRequired whether a call without it is refused
 * @param schema its JSON schema
 * @param reader reads what was given; on the left what was expected, in words
 */
record Argument<T>(
    String name,
    boolean isRequired,
    Map<String, Object> schema,
    Function<Object, Either<String, T>> reader) {

  /** Longest text of an argument, in characters. */
  private static final int LONGEST = 4096;

  Argument {
    schema = Map.copyOf(schema);
  }

  /** The same argument when it has to be given. */
  Argument<T> required() {
    return new Argument<>(name, true, schema, reader);
  }

  /** A text with a grammar. */
  static <T> Argument<T> text(
      String name, String pattern, Function<String, Optional<T>> parser, String description) {
    Map<String, Object> schema = described("string", description);
    schema.put("pattern", pattern);
    schema.put("maxLength", LONGEST);
    return new Argument<>(
        name,
        false,
        schema,
        given ->
            given instanceof String text && text.length() <= LONGEST
                ? parser
                    .apply(text)
                    .<Either<String, T>>map(Either::right)
                    .orElseGet(() -> Either.left("a text that matches " + pattern))
                : Either.left("a text of at most " + LONGEST + " characters"));
  }

  /** Any text on one line. */
  static Argument<String> line(String name, String description) {
    return text(
        name,
        "^[^\\u0000-\\u001f]+$",
        text ->
            text.isEmpty() || text.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(text),
        description);
  }

  /** One of a few words. */
  static <T> Argument<T> word(
      String name, List<String> words, Function<String, Optional<T>> parser, String description) {
    Map<String, Object> schema = described("string", description);
    schema.put("enum", List.copyOf(words));
    return new Argument<>(
        name,
        false,
        schema,
        given ->
            given instanceof String word
                ? parser
                    .apply(word)
                    .<Either<String, T>>map(Either::right)
                    .orElseGet(() -> Either.left("one of " + String.join(", ", words)))
                : Either.left("one of " + String.join(", ", words)));
  }

  /** A whole number. */
  static Argument<Integer> number(String name, int lowest, int highest, String description) {
    Map<String, Object> schema = described("integer", description);
    schema.put("minimum", lowest);
    schema.put("maximum", highest);
    return new Argument<>(
        name,
        false,
        schema,
        given ->
            given instanceof Integer number && number >= lowest && number <= highest
                ? Either.right(number)
                : Either.left("a whole number from " + lowest + " to " + highest));
  }

  /** {@code true} or {@code false}. */
  static Argument<Boolean> flag(String name, String description) {
    return new Argument<>(
        name,
        false,
        described("boolean", description),
        given -> given instanceof Boolean yes ? Either.right(yes) : Either.left("true or false"));
  }

  /** An object, whose members are judged by whoever uses it. */
  static Argument<Map<String, Object>> object(String name, String description) {
    return new Argument<>(
        name,
        false,
        described("object", description),
        given ->
            given instanceof Map<?, ?> members
                ? Either.right(members(members))
                : Either.left("an object"));
  }

  private static Map<String, Object> members(Map<?, ?> given) {
    Map<String, Object> members = new LinkedHashMap<>();
    given.forEach((member, value) -> members.put(member.toString(), value));
    return members;
  }

  private static Map<String, Object> described(String type, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", description);
    return schema;
  }

  Either<DeployError, T> read(Object given) {
    return reader
        .apply(given)
        .mapLeft(
            expected ->
                invalid(name, "the argument '" + Excerpt.of(name) + "' has to be " + expected));
  }

  static DeployError invalid(String argument, String message) {
    return DeployError.because("agent.argument_invalid", ErrorKind.USAGE, message)
        .putFacts("argument", Excerpt.of(argument))
        .addRemedies(Remedy.advice("look at the input schema of the tool"))
        .build();
  }
}
