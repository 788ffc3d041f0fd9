package com.torrust.deployer.adapters.ssh.internal;

import com.google.common.collect.EvictingQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;

/**
 * Hears what the OpenSSH client says about itself at its level {@code DEBUG1}, and what arrives
 * besides: how far the login got is known from the client, and only words of others that came after
 * the key was accepted are the machine's answer to the login. Bounded. Not thread-safe.
 */
final class ClientRecord {

  private static final int KEPT_LINES = 40;
  private static final int LONGEST_LINE = 2000;
  private static final String CHATTER = "debug1: ";

  /** What the client says at lower levels although nothing is wrong. */
  private static final Pattern ORDINARY =
      Pattern.compile(
          "Warning: Permanently added .*|Authenticated to .*|Transferred: sent .*"
              + "|Bytes per second: .*|(Shared c|C)onnection to .* closed\\.|OpenSSH_\\S+, .*");

  /** What the client itself says when a connection ends. */
  private static final Pattern OF_THE_CLIENT =
      Pattern.compile(
          "Connection (closed|reset) by .*|.*: Permission denied \\(.*|Received disconnect from .*"
              + "|Disconnected from .*|client_loop: .*|Authenticated using .*");

  private final Queue<String> said = EvictingQueue.create(KEPT_LINES);
  private final List<String> answer = new ArrayList<>();
  private boolean accepted;
  private boolean partial;
  private boolean authenticated;

  /** A line that is none of our answers. */
  void hear(String line) {
    String text = line.strip();
    accepted |= text.startsWith(CHATTER + "Server accepts key");
    partial |= text.startsWith("Authenticated using \"publickey\" with partial success");
    authenticated |= text.startsWith("Authenticated to ");
    if (text.isEmpty() || text.startsWith(CHATTER) || ORDINARY.matcher(text).matches()) {
      return;
    }
    String kept = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    said.add(kept);
    boolean answers = accepted || authenticated;
    if (answers && answer.size() < KEPT_LINES && !OF_THE_CLIENT.matcher(kept).matches()) {
      answer.add(kept);
    }
  }

  /** Whether a line is the client's chatter, which explains nothing to people. */
  static boolean isChatter(String line) {
    return line.startsWith(CHATTER) || ORDINARY.matcher(line.strip()).matches();
  }

  /** The last lines that may explain a failure. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** What the machine said after it accepted the key. */
  List<String> answer() {
    return List.copyOf(answer);
  }

  /** Whether the machine knows the key. */
  boolean isAccepted() {
    return accepted || authenticated || partial;
  }

  /** Whether it wants something besides the key. */
  boolean wantsMore() {
    return partial && !authenticated;
  }

  /** Whether the account was logged in. */
  boolean isAuthenticated() {
    return authenticated;
  }
}
