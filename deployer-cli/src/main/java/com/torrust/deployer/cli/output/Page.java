package com.torrust.deployer.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How text is laid out.
 *
 * @param width characters in a line; unlimited when nobody looks, so that nothing is cut or broken
 *     in files
 * @param palette paints words
 * @param theme symbols
 * @param offers completes commands that are offered
 */
public record Page(OptionalInt width, Palette palette, Theme theme, Offers offers) {

  private static final int NARROWEST = 20;

  /** A page that is as wide as it needs to be. */
  public Page {
    width = width.isPresent() ? OptionalInt.of(Math.max(NARROWEST, width.getAsInt())) : width;
  }

  /**
   * Breaks a text between words so that it fits beside an indentation; a word that is too long
   * stays whole.
   */
  List<String> wrap(String text, int indentation) {
    if (width.isEmpty() || text.length() + indentation <= width.getAsInt()) {
      return List.of(text);
    }
    int room = Math.max(NARROWEST - 1, width.getAsInt() - indentation);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Cuts a text that is too long. */
  String cut(String text, int room) {
    String ellipsis = theme.ellipsis();
    return text.length() <= room
        ? text
        : text.substring(0, Math.max(0, room - ellipsis.length())) + ellipsis;
  }

  /**
   * The text without anything that moves a cursor, clears a screen or fakes a line: paths, names
   * and what tools said may hold it. What the palette painted stays.
   */
  String printable(String text) {
    if (text.codePoints().noneMatch(Page::isDangerous)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int painted = palette.paints() ? Palette.lengthOfPaint(text, at) : 0;
      int length = painted > 0 ? painted : Character.charCount(character);
      if (painted == 0 && isDangerous(character)) {
        text.substring(at, at + length)
            .chars()
            .forEach(unit -> shown.append(String.format(Locale.ROOT, "\\u%04x", unit)));
      } else {
        shown.append(text, at, at + length);
      }
      at += length;
    }
    return shown.toString();
  }

  /** Also characters that turn the direction of writing, or that nobody sees. */
  private static boolean isDangerous(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n' && character != '\t';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
