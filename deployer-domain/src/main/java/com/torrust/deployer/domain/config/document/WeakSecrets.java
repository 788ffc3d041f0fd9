package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.error.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Secrets that everybody knows (X12), guesses (S3) or mistypes (S4). */
final class WeakSecrets {

  /** As NIST SP 800-63B asks of every password. */
  private static final int SHORTEST = 8;

  private WeakSecrets() {}

  /** The warnings about a secret that {@code known} is the well-known example of. */
  static List<Function<Secret, Optional<Violation>>> warnings(String known) {
    Secret example = Secret.of(known);
    return List.of(
        wellKnown(known),
        secret -> secret.equals(example) ? Optional.empty() : tooShort(secret),
        WeakSecrets::unseen);
  }

  /** The warnings about a secret without a well-known example. */
  static List<Function<Secret, Optional<Violation>>> warnings() {
    return List.of(WeakSecrets::tooShort, WeakSecrets::unseen);
  }

  /** S3; its length is not shown: that would give most of it away. */
  private static Optional<Violation> tooShort(Secret secret) {
    String text = secret.expose();
    boolean isShort = text.codePointCount(0, text.length()) < SHORTEST;
    boolean isOneCharacter = text.codePoints().distinct().count() == 1;
    return isShort || isOneCharacter
        ? Optional.of(
            isShort
                ? ConfigRules.SECRET_SHORT.broken(SHORTEST)
                : ConfigRules.SECRET_MONOTONOUS.broken())
        : Optional.empty();
  }

  /** S4: what comes along when a secret is copied from a page or a message. */
  static Optional<Violation> unseen(Secret secret) {
    String text = secret.expose();
    boolean isPlain = PlainText.isPlain(text) && text.equals(text.strip());
    return isPlain ? Optional.empty() : Optional.of(ConfigRules.SECRET_UNSEEN.broken());
  }

  /** The warning about a secret that is {@code known} from templates and tutorials. */
  static Function<Secret, Optional<Violation>> wellKnown(String known) {
    Secret weak = Secret.of(known);
    return secret ->
        secret.equals(weak)
            ? Optional.of(ConfigRules.SECRET_OF_TEMPLATE.broken())
            : Optional.empty();
  }

  static Violation likeUserName() {
    return ConfigRules.SECRET_LIKE_USER_NAME.broken();
  }
}
