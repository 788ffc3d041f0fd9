package com.torrust.deployer.domain.backup;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a backup in its repository, or a copy that a machine keeps.
 *
 * @param value 8 to 64 hexadecimal digits in lower case, or {@code copy-} with a time
 */
public record BackupId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8,64}|copy-[0-9]{8}T[0-9]{6}Z");

  /** Refuses anything of another shape. */
  public BackupId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is no id of a backup");
    }
  }

  /** The id in a text, or nothing when it is none. */
  public static Optional<BackupId> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new BackupId(text)) : Optional.empty();
  }

  /** Whether it is a copy on the machine itself, lost with it. */
  public boolean isCopy() {
    return value.startsWith("copy-");
  }

  @Override
  public String toString() {
    return value;
  }
}
