package com.torrust.deployer.adapters.local.secret;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.SecretStore.Wanted;

/** Words for secrets that are not to be had; they name member and reference, never a text. */
final class SecretTrouble {

  /** The most bytes of a secret: whatever is longer is something else. */
  static final int LONGEST = 1 << 16;

  private SecretTrouble() {}

  /**
   * An error about a reference.
   *
   * @param predicate what is wrong, following the reference in a sentence
   */
  static ImmutableDeployError.Builder of(
      Wanted wanted, String code, ErrorKind kind, String predicate, String remedy) {
    return DeployError.because(
            code,
            kind,
            "the secret " + wanted.member() + ": " + wanted.reference().words() + " " + predicate)
        .putFacts("member", wanted.member())
        .putFacts("reference", wanted.reference().words())
        .addRemedies(Remedy.advice(remedy));
  }

  static DeployError tooLong(Wanted wanted) {
    return of(
            wanted,
            "secret.too_long",
            ErrorKind.PREREQUISITE,
            "gives more than " + LONGEST + " bytes",
            "refer to the secret alone")
        .build();
  }

  static DeployError notText(Wanted wanted) {
    return of(
            wanted,
            "secret.not_text",
            ErrorKind.PREREQUISITE,
            "gives bytes that are no UTF-8",
            "refer to a secret that is text; encode binary ones")
        .build();
  }
}
