package com.torrust.deployer.domain.config.document;

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
            new Violation(
                "S3",
                "config.weak_secret",
                isShort
                    ? "the secret has fewer than " + SHORTEST + " characters"
                    : "the secret is one character again and again",
                "write one that nobody can guess, such as the output of: openssl rand -hex 20"))
        : Optional.empty();
  }

  /** S4: what comes along when a secret is copied from a page or a message. */
  static Optional<Violation> unseen(Secret secret) {
    String text = secret.expose();
    boolean isPlain = PlainText.isPlain(text) && text.equals(text.strip());
    return isPlain
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "S4",
                "config.secret_unseen_character",
                "the secret begins or ends with a blank, or holds a character that nobody sees",
                "paste it again without what stands before and after it"));
  }

  /** The warning about a secret that is {@code known} from templates and tutorials. */
  static Function<Secret, Optional<Violation>> wellKnown(String known) {
    Secret weak = Secret.of(known);
    return secret ->
        secret.equals(weak)
            ? Optional.of(weak("the secret is the one that every template shows"))
            : Optional.empty();
  }

  static Violation likeUserName() {
    return weak("the password is the user name");
  }

  private static Violation weak(String message) {
    return new Violation("X12", "config.weak_secret", message, "write one that nobody can guess");
  }
}
