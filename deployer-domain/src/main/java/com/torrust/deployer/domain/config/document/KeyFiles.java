package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Rule;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at the operator's key files for the warnings of X7, and at files with secrets for S7. What
 * it reports never holds any of a file's content. Implementations are thread-safe.
 */
public interface KeyFiles {

  /** What can be wrong with a key file. */
  enum Flaw {
    MISSING(ConfigRules.KEY_FILE_MISSING),
    /** Missing in a container, which sees only what it was given of the computer. */
    NOT_GIVEN(ConfigRules.KEY_FILE_NOT_GIVEN),
    NOT_A_FILE(ConfigRules.KEY_FILE_NO_FILE),
    UNREADABLE(ConfigRules.KEY_FILE_UNREADABLE),
    NOT_A_PUBLIC_KEY(ConfigRules.KEY_FILE_NOT_PUBLIC),
    PASSPHRASE(ConfigRules.KEY_FILE_PASSPHRASE);

    private final Rule rule;

    Flaw(Rule rule) {
      this.rule = rule;
    }

    Rule rule() {
      return rule;
    }
  }

  /** What can be wrong with a file that holds a secret. */
  enum SecretFlaw {
    MISSING(ConfigRules.SECRET_FILE_MISSING),
    /** Missing in a container, which sees only what it was given of the computer. */
    NOT_GIVEN(ConfigRules.SECRET_FILE_NOT_GIVEN),
    NOT_A_FILE(ConfigRules.SECRET_FILE_NO_FILE),
    UNREADABLE(ConfigRules.SECRET_FILE_UNREADABLE),
    OPEN_TO_OTHERS(ConfigRules.SECRET_FILE_OPEN);

    private final Rule rule;

    SecretFlaw(Rule rule) {
      this.rule = rule;
    }

    Rule rule() {
      return rule;
    }
  }

  /** The flaw of a file that holds a secret, if it has one; its content is not read. */
  default Optional<SecretFlaw> secretFile(Path file) {
    return Optional.empty();
  }

  /** The flaw of a private key, if it has one. */
  Optional<Flaw> privateKey(Path file);

  /** The flaw of a public key, if it has one. */
  Optional<Flaw> publicKey(Path file);

  /** For callers without a file system: nothing is looked at and nothing found. */
  static KeyFiles unseen() {
    return new KeyFiles() {
      @Override
      public Optional<Flaw> privateKey(Path file) {
        return Optional.empty();
      }

      @Override
      public Optional<Flaw> publicKey(Path file) {
        return Optional.empty();
      }
    };
  }
}
