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
 */
public record Page(OptionalInt width, Palette palette, Theme theme) {

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
    if (text.chars().noneMatch(Page::isDangerous)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int painted = palette.paints() ? Palette.lengthOfPaint(text, i) : 0;
      if (painted > 0) {
        shown.append(text, i, i + painted);
        i += painted - 1;
      } else if (isDangerous(character)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        shown.append(character);
      }
    }
    return shown.toString();
  }

  private static boolean isDangerous(int character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }
}
