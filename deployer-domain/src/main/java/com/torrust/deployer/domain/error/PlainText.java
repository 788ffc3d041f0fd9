package com.torrust.deployer.domain.error;

import java.util.regex.Pattern;

/**
 * Text that a machine, a tool or a provider wrote, made fit to be shown: one line that can neither
 * move a cursor, nor hide or turn around a part of itself, nor pass for a second line. Blanks take
 * the place of line breaks and tabs; other control and format characters are written as {@code
 * \}{@code uXXXX}, because that somebody sent them is worth knowing; colours are left out.
 */
public final class PlainText {

  /** Characters that {@link #line(String)} keeps. */
  public static final int LONGEST_LINE = 4_000;

  private static final char CUT = '…';
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]{0,40}m");

  private PlainText() {}

  /** The text on one line, cut after {@value #LONGEST_LINE} characters. */
  public static String line(String text) {
    return line(text, LONGEST_LINE);
  }

  /** The text on one line, cut after {@code longest} characters. */
  public static String line(String text, int longest) {
    // What is cut off is not looked at: a machine decides how long a text is.
    boolean cut = text.length() > longest;
    String part = cut ? text.substring(0, whole(text, longest)) : text;
    String plain = isPlain(part) ? part : clean(COLOUR.matcher(part).replaceAll(""));
    return cut ? plain + CUT : plain;
  }

  /** Whether the text is one line without any control or format character. */
  public static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (Character.isSurrogate(character)) {
        return text.codePoints().noneMatch(PlainText::isUnfit);
      }
      if (isUnfit(character)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a character, or one half of a pair, is neither a control nor a format character nor an
   * end of a line.
   */
  public static boolean isPlain(char character) {
    return Character.isSurrogate(character) || !isUnfit(character);
  }

  /** No half of a pair at the end. */
  private static int whole(String text, int longest) {
    return longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1))
        ? longest - 1
        : longest;
  }

  private static String clean(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (character == '\n' || character == '\t' || character == '\u000b') {
                plain.append(' ');
              } else if (character == '\r') {
                blank(plain);
              } else if (isUnfit(character)) {
                escape(plain, character);
              } else {
                plain.appendCodePoint(character);
              }
            });
    return plain.toString().stripTrailing();
  }

  /** A line break of two characters is one. */
  private static void blank(StringBuilder plain) {
    if (plain.length() == 0 || plain.charAt(plain.length() - 1) != ' ') {
      plain.append(' ');
    }
  }

  static void escape(StringBuilder shown, int character) {
    for (char unit : Character.toChars(character)) {
      shown.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        shown.append(Character.forDigit(unit >> shift & 0xf, 16));
      }
    }
  }

  private static boolean isUnfit(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
