package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** Name of an LXD profile; the grammar of instance names. */
public final class ProfileName extends CheckedText {

  private static final NameRules.MachineName RULES =
      new NameRules.MachineName(
          ConfigRules.PROFILE_NAME_EMPTY,
          ConfigRules.PROFILE_NAME_LENGTH,
          ConfigRules.PROFILE_NAME_CHARACTERS,
          ConfigRules.PROFILE_NAME_FIRST,
          ConfigRules.PROFILE_NAME_LAST_DASH);

  private ProfileName(String value) {
    super(value);
  }

  /** Parses a new text: the value, or the first rule of R23–R27 that the text breaks. */
  public static Either<Violation, ProfileName> parse(String text) {
    return RULES.check(text).map(ProfileName::new);
  }

  /**
   * Restores a text that an earlier version accepted and stored: no rule is asked, so that a newer
   * rule never makes an old file unreadable. For {@code domain.config.document} alone.
   */
  public static ProfileName restored(String stored) {
    return new ProfileName(stored);
  }
}
