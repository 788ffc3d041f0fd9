package com.torrust.deployer.adapters.ssh.internal;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as single words of a POSIX shell, because the far side of SSH splits what it is given. */
public final class ShellWord {

  private ShellWord() {}

  /** The text as one word, whatever it holds. */
  public static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Words to one line. */
  public static String line(List<String> words) {
    return words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
  }
}
