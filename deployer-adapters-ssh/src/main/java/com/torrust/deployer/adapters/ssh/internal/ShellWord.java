package com.torrust.deployer.adapters.ssh.internal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as single words of a POSIX shell, because the far side of SSH splits what it is given. */
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

  private ShellWord() {}

  /** The text as one word, whatever it holds. */
  public static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The text as one word for people to paste: as it is where no shell changes it, else quoted. */
  public static String readable(String text) {
    return PLAIN.matcher(text).matches() ? text : quote(text);
  }

  /** Words to one line. */
  public static String line(List<String> words) {
    return words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
  }
}
