package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * A string with a grammar.
 *
 * @param <T> what the string becomes
 */
@Value.Immutable
abstract class TextCodec<T> implements Codec<T> {

  static final String PLACEHOLDER = "REPLACE_WITH_";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:[A-Za-z_][A-Za-z0-9_]*|\\{[A-Za-z_][A-Za-z0-9_]*\\})");

  /** The grammar: the value, or the rule that the text breaks. */
  @Value.Parameter
  abstract Function<String, Either<Violation, T>> parser();

  @Value.Parameter
  abstract Function<T, String> printer();

  /**
   * The grammar for texts that were accepted once; the grammar itself unless a value can exist
   * without it.
   */
  @Value.Default
  Function<String, Either<Violation, T>> restorer() {
    return parser();
  }

  /** Whether no finding may show the text. */
  @Value.Default
  boolean isSecret() {
    return false;
  }

  /** Further keywords of the schema; they may accept more than the grammar, never less. */
  @Value.Default
  ObjectValue keywords() {
    return ConfigValue.object().build();
  }

  static <T> ImmutableTextCodec<T> of(
      Function<String, Either<Violation, T>> parser, Function<T, String> printer) {
    return ImmutableTextCodec.of(parser, printer);
  }

  /** The keyword {@code pattern}, in the dialect that ECMAScript and Java share. */
  static ObjectValue pattern(String expression) {
    return ConfigValue.object().with("pattern", expression).build();
  }

  /**
   * One of a few values, looked up by its word.
   *
   * @param unknown the rule that any other word breaks
   */
  static <T> ImmutableTextCodec<T> oneOf(
      List<T> values, Function<T, String> word, Function<String, Violation> unknown) {
    return of(
            text ->
                values.stream()
                    .filter(value -> word.apply(value).equals(text))
                    .findFirst()
                    .<Either<Violation, T>>map(Either::right)
                    .orElseGet(() -> Either.left(unknown.apply(text))),
            word)
        .withKeywords(words(values.stream().map(word).toList()));
  }

  /** The keyword {@code enum}. */
  static ObjectValue words(List<String> words) {
    return ConfigValue.object()
        .with("enum", ConfigValue.array(words.stream().map(ConfigValue::of)))
        .build();
  }

  @Override
  public final Type type() {
    return Type.TEXT;
  }

  @Override
  public final DecodeResult<T> decode(Location location, DecodeContext context) {
    if (!(location.value() instanceof TextValue value)) {
      return wrongType(location, context);
    }
    String text = value.text();
    Either<Violation, T> parsed = context.isStrict() ? judge(text) : restorer().apply(text);
    if (parsed.isLeft()) {
      context.report(location, aboutPlaceholder(text, parsed.getLeft()));
      return DecodeResult.invalid();
    }
    if (context.isStrict()) {
      unreplaced(text).ifPresent(violation -> context.report(location, violation));
    }
    return DecodeResult.valid(parsed.get());
  }

  /** The value of a text that is used for the first time, or the rule that it breaks. */
  final Either<Violation, T> judge(String text) {
    return unpaired(text).flatMap(parser());
  }

  /** Half of a surrogate pair cannot be written to any file. */
  private static Either<Violation, String> unpaired(String text) {
    return isBroken(text) ? Either.left(ConfigRules.HALF_CHARACTER.broken()) : Either.right(text);
  }

  private static boolean isBroken(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        // A whole pair is one code point beyond the surrogates.
        return text.codePoints().anyMatch(unit -> Character.getType(unit) == Character.SURROGATE);
      }
    }
    return false;
  }

  /**
   * Whoever left a template's placeholder where it was is helped more by this than by the grammar.
   */
  private static Violation aboutPlaceholder(String text, Violation violation) {
    return text.contains(PLACEHOLDER)
        ? violation.withRemedy("replace the template's placeholder with a value of your own")
        : violation;
  }

  /** That the text still is what somebody wanted to replace. */
  final Optional<Violation> unreplaced(String text) {
    if (text.contains(PLACEHOLDER)) {
      return Optional.of(ConfigRules.PLACEHOLDER_LEFT.broken());
    }
    if (isSecret() && VARIABLE.matcher(text).matches()) {
      return Optional.of(ConfigRules.VARIABLE.broken());
    }
    return Optional.empty();
  }

  @Override
  public final ConfigValue encode(T value) {
    return ConfigValue.of(printer().apply(value));
  }

  @Override
  public final ObjectValue schema(Definitions definitions) {
    ObjectBuilder schema = ConfigValue.object().with("type", "string");
    for (Member keyword : keywords().members()) {
      schema.with(keyword.name(), keyword.value());
    }
    return schema.build();
  }
}
