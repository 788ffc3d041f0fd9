package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/**
 * Name of a machine: 1–63 ASCII letters, digits and dashes, beginning with a letter, not ending
 * with a dash.
 */
public final class InstanceName extends CheckedText {

  private static final NameRules.MachineName RULES =
      new NameRules.MachineName(
          ConfigRules.INSTANCE_NAME_EMPTY,
          ConfigRules.INSTANCE_NAME_LENGTH,
          ConfigRules.INSTANCE_NAME_CHARACTERS,
          ConfigRules.INSTANCE_NAME_FIRST,
          ConfigRules.INSTANCE_NAME_LAST_DASH);

  private InstanceName(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R18–R22 that the text breaks. */
  public static Either<Violation, InstanceName> parse(String text) {
    return RULES.check(text).map(InstanceName::new);
  }

  /** The name that a machine has unless the configuration gives another one. */
  public static InstanceName derivedFrom(EnvironmentName environment) {
    return new InstanceName(NameRules.INSTANCE_NAME_PREFIX + environment.value());
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static InstanceName restored(String stored) {
    return new InstanceName(stored);
  }
}
