package com.torrust.deployer.json;

/** A text as one word of a command line: what a shell reads back is the text. */
public final class ShellWord {

  private ShellWord() {}

  /**
   * The text itself if no shell sees anything in it, else in quotes. Control characters, which
   * would break the line, are written as bash, ksh and zsh read them.
   */
  public static String of(String text) {
    if (text.matches("[A-Za-z0-9_./+@%:,][A-Za-z0-9_./~+@%:,=-]*")) {
      return text;
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? "$'" + escaped(text) + "'"
        : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String escaped(String text) {
    StringBuilder word = new StringBuilder();
    for (char character : text.toCharArray()) {
      if (character == '\'' || character == '\\') {
        word.append('\\').append(character);
      } else if (Character.isISOControl(character)) {
        word.append(String.format("\\u%04x", (int) character));
      } else {
        word.append(character);
      }
    }
    return word.toString();
  }

  /** The same for a path, which no program takes for an option. */
  public static String ofPath(Object path) {
    String text = path.toString();
    return of(text.startsWith("-") ? "./" + text : text);
  }
}
