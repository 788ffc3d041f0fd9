package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.Function;

/**
 * What the texts of a member look like: how they are read and written, and what the schema says of
 * them. Immutable.
 *
 * @param <F> what the text becomes
 */
public final class MemberType<F> {

  private final Codec<F> codec;

  private MemberType(Codec<F> codec) {
    this.codec = codec;
  }

  /**
   * A text with a grammar.
   *
   * @param pattern what the schema asks of it, in the dialect that ECMAScript and Java share; it
   *     may accept more than {@code parser}, never less
   * @param parser the value, or the rule that the text breaks
   * @param printer the text again; {@code parser} must accept it
   */
  public static <F> MemberType<F> text(
      String pattern, Function<String, Either<Violation, F>> parser, Function<F, String> printer) {
    return new MemberType<>(TextCodec.of(parser, printer).withKeywords(TextCodec.pattern(pattern)));
  }

  /**
   * A line of text that is not blank and holds no control characters.
   *
   * @param noun names it in messages, such as {@code the pool file}
   */
  public static MemberType<String> line(String noun) {
    return new MemberType<>(FreeText.visible(noun));
  }

  /**
   * One of a few values, looked up by its word.
   *
   * @param unknown the rule that any other word breaks
   */
  public static <F> MemberType<F> words(
      List<F> values, Function<F, String> word, Function<String, Violation> unknown) {
    return new MemberType<>(TextCodec.oneOf(values, word, unknown));
  }

  /**
   * A text that no finding, event, log or error may show, or a reference to it; a weak one is
   * warned of. It is given by the provider, so that none is generated.
   */
  public static MemberType<Secret> secret() {
    return new MemberType<>(SecretCodec.given(FreeText.SECRET));
  }

  /**
   * The same type, whose stored texts are taken without asking the rules again: these may have
   * become stricter since. Without it a stored text must still obey them; a secret need not in any
   * case.
   */
  public MemberType<F> restoredBy(Function<String, F> restorer) {
    return codec instanceof TextCodec<F> text
        ? new MemberType<>(
            ImmutableTextCodec.copyOf(text)
                .withRestorer(stored -> Either.right(restorer.apply(stored))))
        : this;
  }

  Codec<F> codec() {
    return codec;
  }
}
