package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.function.Function;

/**
 * Strings without a grammar of their own that reach generated files: not blank (X10), no control
 * characters (X13).
 */
final class FreeText {

  /** Accepts more than the grammar: the white space of Unicode is blank only to the decoder. */
  static final String NOT_BLANK = "^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$";

  /** A secret, whose text no finding shows. */
  static final TextCodec<Secret> SECRET =
      TextCodec.of(text -> nonBlank(text, "the secret").map(Secret::of), Secret::expose)
          .withRestorer(text -> Either.right(Secret.of(text)))
          .withIsSecret(true)
          .withKeywords(TextCodec.pattern(NOT_BLANK));

  private FreeText() {}

  /** A string that can be shown; {@code noun} names it in messages. */
  static TextCodec<String> visible(String noun) {
    return TextCodec.of(text -> nonBlank(text, noun), Function.<String>identity())
        .withRestorer(Either::right)
        .withKeywords(TextCodec.pattern(NOT_BLANK));
  }

  /** X10 and X13. */
  static Either<Violation, String> nonBlank(String text, String noun) {
    return text.isBlank()
        ? Either.left(ConfigRules.BLANK.broken(noun))
        : withoutControls(text, noun);
  }

  /** X13 alone. */
  static Either<Violation, String> withoutControls(String text, String noun) {
    return text.codePoints().anyMatch(Character::isISOControl)
        ? Either.left(ConfigRules.CONTROL.broken(noun))
        : Either.right(text);
  }
}
