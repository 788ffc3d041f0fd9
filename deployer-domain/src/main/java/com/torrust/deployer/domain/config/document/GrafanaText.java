package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import io.vavr.control.Either;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Strings that become settings of Grafana. It puts variables, files and other settings in place of
 * their names wherever these stand and has no way to escape them, so that the account would get
 * another name or password than the configured one (X44).
 */
final class GrafanaText {

  private static final String EXPRESSION = "\\$(?:__\\w+)?\\{[^}]+\\}|%\\([^)]+\\)s";
  private static final Pattern EXPANDED = Pattern.compile(EXPRESSION);
  private static final ObjectValue KEYWORDS =
      ConfigValue.object()
          .with("pattern", FreeText.NOT_BLANK)
          .with("not", TextCodec.pattern(EXPRESSION))
          .build();

  /** The administrator's name. */
  static final TextCodec<String> NAME =
      TextCodec.of(text -> literal(text, "Grafana's administrator"), Function.<String>identity())
          .withRestorer(Either::right)
          .withKeywords(KEYWORDS);

  /** A password, whose text no finding shows. */
  static final TextCodec<Secret> SECRET =
      TextCodec.of(text -> literal(text, "the secret").map(Secret::of), Secret::expose)
          .withRestorer(text -> Either.right(Secret.of(text)))
          .withIsSecret(true)
          .withKeywords(KEYWORDS);

  private GrafanaText() {}

  private static Either<Violation, String> literal(String text, String noun) {
    return FreeText.nonBlank(text, noun)
        .filterOrElse(
            clean -> !EXPANDED.matcher(clean).find(),
            clean -> ConfigRules.GRAFANA_EXPANDS.broken(noun));
  }
}
