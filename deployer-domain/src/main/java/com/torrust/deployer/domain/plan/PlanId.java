package com.torrust.deployer.domain.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one plan: made from everything that the plan depends on, so that another plan for the same
 * environment has another id.
 *
 * @param value 16 hexadecimal digits
 */
public record PlanId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /** Refuses what is no plan id. */
  public PlanId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a plan id");
    }
  }

  /** The id that a text spells, if it does. */
  public static Optional<PlanId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PlanId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
