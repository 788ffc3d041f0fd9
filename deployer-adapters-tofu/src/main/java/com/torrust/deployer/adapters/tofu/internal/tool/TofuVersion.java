package com.torrust.deployer.adapters.tofu.internal.tool;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of OpenTofu. What follows the numbers is kept for people and counts for nothing: a
 * build of ones own calls itself {@code 1.12.6-dev}.
 */
public record TofuVersion(int major, int minor, String text) implements Comparable<TofuVersion> {

  /**
   * The oldest version with everything that is used here, machine-readable {@code init} included.
   */
  public static final TofuVersion OLDEST = new TofuVersion(1, 8, "1.8.0");

  /** From here on several processes may share one plug-in cache. */
  static final TofuVersion SHARED_CACHE = new TofuVersion(1, 10, "1.10.0");

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
  private static final Comparator<TofuVersion> ORDER =
      Comparator.comparingInt(TofuVersion::major).thenComparingInt(TofuVersion::minor);

  /** Reads what {@code tofu version -json} prints. */
  static Optional<TofuVersion> parse(String output) {
    return Json.read(output, Output.class)
        .flatMap(printed -> Optional.ofNullable(printed.terraformVersion()))
        .flatMap(TofuVersion::of);
  }

  /** What it prints; the name is Terraform's still. */
  record Output(String terraformVersion) {}

  private static Optional<TofuVersion> of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TofuVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text))
        : Optional.empty();
  }

  /** Whether this version is that one or newer. */
  public boolean isAtLeast(TofuVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(TofuVersion other) {
    return ORDER.compare(this, other);
  }
}
