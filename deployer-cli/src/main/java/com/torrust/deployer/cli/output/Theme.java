package com.torrust.deployer.cli.output;

import java.util.Locale;
import java.util.Map;

/**
 * The symbols before lines on standard error.
 *
 * @param progress a step begins
 * @param success a step ended well
 * @param warning something to know
 * @param error something failed
 * @param detail more on a step
 */
public record Theme(String progress, String success, String warning, String error, String detail) {

  private static final Theme UNICODE = new Theme("⏳", "✅", "⚠️ ", "❌", "→");
  private static final Theme ASCII = new Theme("=>", "[ok]", "[warning]", "[error]", "->");

  /** Symbols that the terminal can show; plain ones when it is unknown. */
  public static Theme fitting(Map<String, String> variables) {
    String locale =
        variables.getOrDefault(
            "LC_ALL", variables.getOrDefault("LC_CTYPE", variables.getOrDefault("LANG", "")));
    boolean utf8 = locale.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8");
    return utf8 && !"dumb".equals(variables.get("TERM")) ? UNICODE : ASCII;
  }
}
