package com.torrust.deployer.domain.error;

/**
 * How a text of unknown origin is shown inside a message: in single quotes, on one line, and short.
 * Characters that could move the cursor, hide text or break a terminal are written as {@code
 * \}{@code uXXXX}.
 */
public final class Excerpt {

  /** Characters shown before the rest is cut off. */
  public static final int LIMIT = 60;

  private Excerpt() {}

  /**
   * {@code text} in single quotes, cut after {@value #LIMIT} characters. Never call it with a
   * secret.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    int offset = 0;
    for (int count = 0; offset < text.length() && count < LIMIT; count++) {
      int character = text.codePointAt(offset);
      offset += Character.charCount(character);
      append(shown, character);
    }
    return shown.append(offset < text.length() ? "…'" : "'").toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          PlainText.escape(shown, character);
      default -> shown.appendCodePoint(character);
    }
  }
}
