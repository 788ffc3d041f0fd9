package com.torrust.deployer.domain.config;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Position;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.error.ImmutableFinding;
import com.torrust.deployer.domain.secret.SecretReference;
import java.util.Optional;

/**
 * A rule that a value breaks, before it is known where the value stands.
 *
 * @param severity whether the document is refused because of it
 * @param rule the rule's number in the documentation of the configuration, such as {@code R13}
 * @param code stable error code of the finding
 * @param message what is wrong, with the value unless it is a secret
 * @param remedy what to do
 */
public record Violation(
    Severity severity, String rule, String code, String message, String remedy) {

  /** One that refuses the document. */
  public Violation(String rule, String code, String message, String remedy) {
    this(Severity.ERROR, rule, code, message, remedy);
  }

  /** The same with another remedy. */
  public Violation withRemedy(String better) {
    return new Violation(severity, rule, code, message, better);
  }

  /** The same about a value that does not stand in the document: it was had from a reference. */
  public Violation about(SecretReference reference) {
    return new Violation(
        severity, rule, code, message + "; the value is from " + reference.words(), remedy);
  }

  /** The same as something that only warns. */
  public Violation asWarning() {
    return new Violation(Severity.WARNING, rule, code, message, remedy);
  }

  /**
   * The finding.
   *
   * @param pointer JSON pointer of the value, empty for the whole document
   * @param position where it stands in the text, if there is one
   */
  public Finding at(String pointer, Optional<Position> position) {
    return ImmutableFinding.builder()
        .severity(severity)
        .rule(rule)
        .code(new ErrorCode(code))
        .pointer(pointer)
        .message(message)
        .remedy(remedy)
        .position(position)
        .build();
  }
}
