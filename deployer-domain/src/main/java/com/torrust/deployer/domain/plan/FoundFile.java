package com.torrust.deployer.domain.plan;

import java.util.regex.Pattern;

/**
 * What is found where a file of a release belongs.
 *
 * @param content SHA-256 of the content in 64 hexadecimal digits, or what there is instead of a
 *     file: {@code missing}, {@code link}, {@code folder}, {@code other}
 * @param isAsKept whether it is what the machine keeps of the release; what the machine completes
 *     by itself shows only here
 * @param mode octal digits
 */
public record FoundFile(String content, boolean isAsKept, String mode) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MODE = Pattern.compile("[0-7]{1,4}");

  /** Whether there is a file. */
  public boolean isFile() {
    return DIGEST.matcher(content).matches();
  }

  /** Whether accounts may do more with it than the digits of {@code asked} let them. */
  boolean letsInMoreThan(String asked) {
    return MODE.matcher(mode).matches()
        && MODE.matcher(asked).matches()
        && (Integer.parseInt(mode, 8) & 7 & ~Integer.parseInt(asked, 8)) != 0;
  }
}
