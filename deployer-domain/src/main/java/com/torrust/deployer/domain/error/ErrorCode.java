package com.torrust.deployer.domain.error;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stable, documented name for one way to fail: dotted lower case, such as {@code
 * environment.wrong_state}. Codes are an open set: adapters may bring their own; a code never
 * changes its meaning and is never reused for another.
 *
 * @param value the code as printed in every output
 */
public record ErrorCode(String value) implements Comparable<ErrorCode> {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

  private static final int LONGEST_FOREIGN = 64;

  /**
   * Refuses a value that is not dotted lower case: a misspelt code is a bug of the code that names
   * it.
   */
  public ErrorCode {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("error code '" + value + "' is not dotted lower case");
    }
  }

  /**
   * The code in a text of unknown origin, or nothing when it is none or longer than any code of
   * ours.
   */
  public static Optional<ErrorCode> parse(String text) {
    return text.length() <= LONGEST_FOREIGN && SHAPE.matcher(text).matches()
        ? Optional.of(new ErrorCode(text))
        : Optional.empty();
  }

  /** The part before the first dot, such as {@code environment}. */
  public String family() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public int compareTo(ErrorCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
