package com.torrust.deployer.domain.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one plan: made from everything that the plan depends on, so that another plan for the same
 * environment has another id.
 *
 * @param value 16 hexadecimal digits that are exact; after a dash two for each of four parts, which
 *     tell what has moved and may be left out
 */
public record PlanId(String value) {

  /** Digits that make it exact. */
  static final int EXACT = 16;

  /** Digits that tell one part from what it was. */
  static final int HINT = 2;

  private static final List<String> PARTS =
      List.of(
          "what is asked for",
          "the stored state",
          "what is rendered",
          "what the provider and the machine show");

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{" + EXACT + "}(-[0-9a-f]{" + HINT * PARTS.size() + "})?");

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

  /** Whether both name the same plan. */
  public boolean isOf(PlanId other) {
    return value.substring(0, EXACT).equals(other.value.substring(0, EXACT));
  }

  /**
   * What is different in another plan for the same environment, as far as the ids tell; one change
   * in two hundred does not show.
   */
  public List<String> moved(PlanId other) {
    List<String> moved = new ArrayList<>();
    if (value.length() == EXACT || other.value.length() == EXACT) {
      return moved;
    }
    for (int part = 0; part < PARTS.size(); part++) {
      if (!hint(part).equals(other.hint(part))) {
        moved.add(PARTS.get(part));
      }
    }
    return moved;
  }

  private String hint(int part) {
    int begin = EXACT + 1 + part * HINT;
    return value.substring(begin, begin + HINT);
  }

  @Override
  public String toString() {
    return value;
  }
}
