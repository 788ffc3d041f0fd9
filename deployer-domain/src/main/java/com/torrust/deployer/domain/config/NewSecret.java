package com.torrust.deployer.domain.config;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Values for secrets that are drawn in place of others. */
public final class NewSecret {

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** More than 200 bits, and what any member takes. */
  private static final int LENGTH = 40;

  private NewSecret() {}

  /**
   * 40 letters and digits: nothing in it means anything to a shell, a URL or a configuration file.
   *
   * @param random a cryptographically secure one outside of tests
   */
  public static Secret draw(RandomGenerator random) {
    return Secret.of(
        random
            .ints(LENGTH, 0, CHARACTERS.length())
            .mapToObj(index -> String.valueOf(CHARACTERS.charAt(index)))
            .collect(Collectors.joining()));
  }
}
