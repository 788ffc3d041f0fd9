package com.torrust.deployer.domain.error;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * One problem found in a document, with the place where it was found. A finding never holds the
 * value of a secret member.
 */
@Value.Immutable
public interface Finding {

  /** Whether the document is refused because of the finding. */
  enum Severity {
    ERROR,
    WARNING,
    /** Nothing is wrong, but there is a better way. */
    HINT
  }

  /** {@link Severity#ERROR} refuses the document, the others are only reported. */
  Severity severity();

  /**
   * The rule that is broken, as numbered in the documentation of the configuration: {@code R13},
   * {@code X8}.
   */
  String rule();

  /** Stable code, such as {@code config.environment_name_invalid}. */
  ErrorCode code();

  /** JSON pointer (RFC 6901) of the member; empty for the whole document. */
  String pointer();

  /** One sentence: what is wrong, with the offending value unless it is a secret. */
  String message();

  /** One sentence: what to do. */
  String remedy();

  /** Where in the text the member stands, if the document came from text. */
  Optional<Position> position();

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column from 1, in characters
   */
  record Position(int line, int column) {}
}
