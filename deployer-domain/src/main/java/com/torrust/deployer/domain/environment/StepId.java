package com.torrust.deployer.domain.environment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stable name of a step: {@code phase.step-name}, the same in events, state files, errors and
 * documents.
 *
 * @param value such as {@code provision.wait-ssh}
 */
public record StepId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z]+\\.[a-z0-9]+([-_][a-z0-9]+)*");

  /** Refuses a value of another shape: a misspelt step is a bug of the code that names it. */
  public StepId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("step id '" + value + "' is not phase.step-name");
    }
  }

  /** The step in a text, or nothing when it is none. */
  public static Optional<StepId> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new StepId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
