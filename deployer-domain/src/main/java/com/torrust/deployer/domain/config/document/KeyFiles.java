package com.torrust.deployer.domain.config.document;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at the operator's key files for the warnings of X7. What it tells never holds any of a
 * file's content. Implementations are thread-safe.
 */
public interface KeyFiles {

  /** What can be wrong with a key file, as a predicate for a sentence about it. */
  enum Flaw {
    MISSING(
        "does not exist on this computer",
        "check the path; the file is needed when the machine is made"),
    NOT_A_FILE("is not a regular file", "give the path of the key file itself"),
    UNREADABLE("cannot be read", "check the permissions of the file"),
    NOT_A_PUBLIC_KEY(
        "does not hold a public key in one line",
        "give the .pub file that ssh-keygen wrote beside the private key"),
    PASSPHRASE(
        "is protected by a passphrase; without an SSH agent every connection will be refused",
        "load the key into an agent, or use a separate key without a passphrase");

    private final String predicate;
    private final String remedy;

    Flaw(String predicate, String remedy) {
      this.predicate = predicate;
      this.remedy = remedy;
    }

    String predicate() {
      return predicate;
    }

    String remedy() {
      return remedy;
    }
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
