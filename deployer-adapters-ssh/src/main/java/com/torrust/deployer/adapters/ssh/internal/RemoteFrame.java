package com.torrust.deployer.adapters.ssh.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/**
 * What surrounds a program on the machine, so that three things are known for sure and not read out
 * of somebody's words: whether the account's shell let it begin, whether it became root, and with
 * which status it ended. Everything runs by {@code /bin/sh}; the account's own shell gets plain
 * words without newlines, exclamation marks and backslashes, which every shell reads alike. The
 * marker is made for one call, so that nothing on the machine can know it beforehand. Not
 * thread-safe.
 */
final class RemoteFrame {

  private static final int HIGHEST_STATUS = 255;

  /** Somebody's shell may have put his own folders in the place of the system's. */
  private static final String PATH =
      "PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH; ";

  /** A greeting may have left its line open, hence the empty lines. */
  private static final String AS_ACCOUNT =
      PATH + "echo; echo $0 begun; \"$@\"; s=$?; echo; echo $0 ended $s; exit $s";

  /** Root needs no sudo, and a machine whose only account he is may have none. */
  private static final String AS_ROOT =
      PATH
          + "i=$1; shift; echo; echo $0 begun; "
          + "if [ `id -u` = 0 ]; then /bin/sh -c \"$i\" $0 \"$@\"; "
          + "else sudo -n /bin/sh -c \"$i\" $0 \"$@\"; fi; "
          + "s=$?; echo; echo $0 ended $s; exit $s";

  private static final String SCRIPT =
      "echo; echo $0 root; i=`printf %s $1 | base64 -d`; shift; eval \"$i\"";

  private final String marker;
  private boolean begun;
  private boolean root;
  private OptionalInt status = OptionalInt.empty();

  RemoteFrame() {
    this.marker = Marker.create();
  }

  /** The line that runs a program of plain words as the account. */
  String asAccount(List<String> program) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", AS_ACCOUNT, marker));
    words.addAll(program);
    return ShellWord.line(words);
  }

  /** The line that runs a script of {@code /bin/sh} as root, with the words as its arguments. */
  String asRoot(String script, List<String> arguments) {
    String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", AS_ROOT, marker, SCRIPT, encoded));
    words.addAll(arguments);
    return ShellWord.line(words);
  }

  /** Whether a line of the standard output is the frame's own. */
  boolean takes(String line) {
    if (!line.startsWith(marker + " ")) {
      return false;
    }
    String[] words = line.substring(marker.length() + 1).strip().split(" ");
    switch (words[0]) {
      case "begun" -> begun = true;
      case "root" -> root = true;
      case "ended" -> status = words.length > 1 ? number(words[1]) : OptionalInt.empty();
      default -> {}
    }
    return true;
  }

  private static OptionalInt number(String text) {
    try {
      int value = Integer.parseInt(text);
      return value >= 0 && value <= HIGHEST_STATUS ? OptionalInt.of(value) : OptionalInt.empty();
    } catch (NumberFormatException damaged) {
      return OptionalInt.empty();
    }
  }

  /** Whether the account's shell let the program begin. */
  boolean isBegun() {
    return begun;
  }

  /** Whether it became root. */
  boolean isRoot() {
    return root;
  }

  /** With which status it ended; empty when it did not, as far as is known. */
  OptionalInt status() {
    return status;
  }
}
