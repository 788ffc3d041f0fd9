package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import java.util.Optional;
import java.util.function.Function;

/** Secrets that everybody knows (X12). */
final class WeakSecrets {

  private WeakSecrets() {}

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
