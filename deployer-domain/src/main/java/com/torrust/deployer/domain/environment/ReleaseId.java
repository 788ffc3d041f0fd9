package com.torrust.deployer.domain.environment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a release by its content: the same files make the same id on every machine and at every
 * time.
 *
 * @param value 16 hexadecimal digits in lower case
 */
public record ReleaseId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

  /** Refuses anything but 16 hexadecimal digits. */
  public ReleaseId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("release id '" + value + "' is not 16 hexadecimal digits");
    }
  }

  /** The id in a text, or nothing when it is none. */
  public static Optional<ReleaseId> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new ReleaseId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
