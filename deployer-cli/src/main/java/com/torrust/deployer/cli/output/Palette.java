package com.torrust.deployer.cli.output;

/** Paints words for terminals that show colours, and leaves them alone elsewhere. Immutable. */
public final class Palette {

  /** When to paint. */
  public enum Choice {
    /** On terminals, unless {@code NO_COLOR} is set or {@code TERM} is {@code dumb}. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** What a word means. */
  public enum Meaning {
    GOOD("32"),
    BAD("31"),
    DOUBTFUL("33"),
    /** Less important than the rest. */
    MINOR("2"),
    /** More important than the rest. */
    MAJOR("1");

    private final String code;

    Meaning(String code) {
      this.code = code;
    }
  }

  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  private final boolean paints;

  private Palette(boolean paints) {
    this.paints = paints;
  }

  /** The palette for one stream; {@code isShown} says whether it is a terminal. */
  public static Palette of(Choice choice, Terminal terminal, boolean isShown) {
    return new Palette(
        switch (choice) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              terminal.variable("NO_COLOR").isEmpty()
                  && (terminal
                          .variable("CLICOLOR_FORCE")
                          .filter(force -> !force.equals("0"))
                          .isPresent()
                      || (isShown && terminal.variable("TERM").filter("dumb"::equals).isEmpty()));
        });
  }

  /** Whether anything is painted. */
  public boolean paints() {
    return paints;
  }

  /** The text as it has to be printed. */
  public String paint(Meaning meaning, String text) {
    return paints ? ESCAPE + meaning.code + "m" + text + RESET : text;
  }

  /** How many characters at this place are of a palette; 0 if none are. */
  static int lengthOfPaint(String text, int at) {
    if (text.startsWith(RESET, at)) {
      return RESET.length();
    }
    for (Meaning meaning : Meaning.values()) {
      String paint = ESCAPE + meaning.code + "m";
      if (text.startsWith(paint, at)) {
        return paint.length();
      }
    }
    return 0;
  }
}
