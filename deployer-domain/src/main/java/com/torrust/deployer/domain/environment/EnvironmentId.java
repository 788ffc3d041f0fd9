package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.machine.Label;

/**
 * Distinguishes two environments of one name, in different workspaces or one after the other.
 *
 * @param value a UUID, or another text of at least 12 letters and digits
 */
public record EnvironmentId(String value) {

  private static final int SHORT = 12;

  /** Refuses a value that is too short to be unique. */
  public EnvironmentId {
    if (value.chars().filter(Character::isLetterOrDigit).count() < SHORT) {
      throw new IllegalArgumentException("environment id '" + value + "' is too short");
    }
  }

  /** The first 12 letters and digits, for labels. */
  public String shortForm() {
    return value
        .chars()
        .filter(Character::isLetterOrDigit)
        .limit(SHORT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** What marks the resources of the environment that has this id and that name. */
  public Label label(EnvironmentName name) {
    return new Label(name.value() + "." + shortForm());
  }

  @Override
  public String toString() {
    return value;
  }
}
