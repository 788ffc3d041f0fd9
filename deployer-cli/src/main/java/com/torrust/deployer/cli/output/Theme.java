package com.torrust.deployer.cli.output;

import java.util.List;
import java.util.Locale;

/**
 * The symbols before lines, and characters that not every terminal can show.
 *
 * @param progress a step is at work
 * @param success a step ended well
 * @param warning something to know
 * @param error something failed
 * @param detail more on a step
 * @param debug the words of a tool
 * @param ellipsis something was cut off
 * @param rule under the head of a table
 * @param spinner what turns while a step is at work
 */
public record Theme(
    String progress,
    String success,
    String warning,
    String error,
    String detail,
    String debug,
    String ellipsis,
    String rule,
    List<String> spinner) {

  /** How the theme is chosen. */
  public enum Choice {
    /** Emoji where the terminal shows them. */
    AUTO,
    EMOJI,
    /** Words in brackets. */
    PLAIN,
    /** Short signs of ASCII. */
    ASCII
  }

  private static final List<String> TURNING = List.of("|", "/", "-", "\\");

  private static final Theme EMOJI =
      new Theme(
          "⏳",
          "✅",
          "⚠️ ",
          "❌",
          "→",
          "🔍",
          "…",
          "─",
          List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"));
  private static final Theme PLAIN =
      new Theme("[INFO]", "[OK]", "[WARN]", "[ERROR]", "[DETAIL]", "[DEBUG]", "...", "-", TURNING);
  private static final Theme ASCII =
      new Theme("=>", "[+]", "[!]", "[x]", "->", "[?]", "...", "-", TURNING);

  /**
   * The chosen theme. Emoji are for people whose terminal speaks UTF-8; files and pipes get words.
   */
  public static Theme of(Choice choice, Terminal terminal, boolean isShown) {
    return switch (choice) {
      case EMOJI -> EMOJI;
      case PLAIN -> PLAIN;
      case ASCII -> ASCII;
      case AUTO -> showsUnicode(terminal) ? (isShown ? EMOJI : PLAIN) : ASCII;
    };
  }

  private static boolean showsUnicode(Terminal terminal) {
    String locale =
        terminal
            .variable("LC_ALL")
            .or(() -> terminal.variable("LC_CTYPE"))
            .or(() -> terminal.variable("LANG"))
            .orElse("");
    boolean utf8 = locale.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8");
    boolean dumb = terminal.variable("TERM").filter("dumb"::equals).isPresent();
    return utf8 && !dumb;
  }
}
