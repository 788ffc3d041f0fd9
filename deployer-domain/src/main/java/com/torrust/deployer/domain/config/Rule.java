package com.torrust.deployer.domain.config;

import com.torrust.deployer.domain.error.Finding.Severity;

/**
 * One rule of configurations: what is found when it is broken, and what to do. Findings are made
 * from it, and the documentation prints it. Each {@code {}} stands for a value of the one finding.
 *
 * @param id its number in the documentation of the configuration, such as {@code R13}
 * @param code stable code of its findings
 * @param severity whether a document that breaks it is refused
 * @param text what is wrong, one sentence without a full stop
 * @param remedy what to do, one sentence without a full stop
 */
public record Rule(String id, String code, Severity severity, String text, String remedy) {

  /** Where a value of the finding stands. */
  public static final String VALUE = "{}";

  /** A rule that refuses the document. */
  public static Rule error(String id, String code, String text, String remedy) {
    return new Rule(id, code, Severity.ERROR, text, remedy);
  }

  /** A rule that only warns. */
  public static Rule warning(String id, String code, String text, String remedy) {
    return new Rule(id, code, Severity.WARNING, text, remedy);
  }

  /** A rule that only says how it is done better. */
  public static Rule hint(String id, String code, String text, String remedy) {
    return new Rule(id, code, Severity.HINT, text, remedy);
  }

  /** The same rule about another kind of section, whose findings have a code of their own. */
  public Rule as(String other) {
    return new Rule(id, other, severity, text, remedy);
  }

  /**
   * The rule as broken by one value.
   *
   * @param values for the text, then for the remedy, in their order; never a secret's text
   * @throws IllegalArgumentException when there are more or fewer than the rule has room for
   */
  public Violation broken(Object... values) {
    Filling filling = new Filling(values);
    Violation violation = new Violation(severity, id, code, filling.of(text), filling.of(remedy));
    if (filling.next != values.length) {
      throw new IllegalArgumentException("rule " + id + " has no room for so many values");
    }
    return violation;
  }

  private static final class Filling {

    private final Object[] values;
    private int next;

    Filling(Object[] values) {
      this.values = values;
    }

    String of(String template) {
      StringBuilder filled = new StringBuilder();
      int from = 0;
      for (int at = template.indexOf(VALUE); at >= 0; at = template.indexOf(VALUE, from)) {
        if (next == values.length) {
          throw new IllegalArgumentException("too few values for: " + template);
        }
        filled.append(template, from, at).append(values[next++]);
        from = at + VALUE.length();
      }
      return filled.append(template, from, template.length()).toString();
    }
  }
}
