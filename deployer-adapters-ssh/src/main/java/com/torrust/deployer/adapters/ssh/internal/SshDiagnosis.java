package com.torrust.deployer.adapters.ssh.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads out of the client's own messages why it ended with 255, the one exit code that it has for
 * everything. The messages are those of the C locale, and come from {@code ssh.c}, {@code
 * sshconnect.c} and {@code packet.c} of OpenSSH.
 */
public final class SshDiagnosis {

  static final int CONNECTION_FAILED = 255;

  /** Exit codes of programs that a signal ended begin after this. */
  private static final int SIGNALS = 128;

  private static final Pattern FINGERPRINT = Pattern.compile("(SHA256:[A-Za-z0-9+/]{43})");

  /** In order: a later message is often only the consequence of an earlier one. */
  private static final Map<Pattern, AttemptCause> SIGNS = signs();

  /** What PAM and shadow's programs say about an account, in the C locale. */
  private static final Map<Pattern, AttemptCause> WORDS =
      Map.of(
          Pattern.compile(
              "(?i)password has expired|password change required|required to change your password"),
          AttemptCause.PASSWORD_EXPIRED,
          Pattern.compile("(?i)account has expired"),
          AttemptCause.ACCOUNT_EXPIRED);

  private SshDiagnosis() {}

  /**
   * Whether the client ended because of the connection, or was killed, and not with the remote
   * command's own code.
   */
  public static boolean isConnectionLost(int exitCode) {
    return exitCode == CONNECTION_FAILED || exitCode > SIGNALS;
  }

  /**
   * Why a command did not begin: how far the login got is known from the client, and what the
   * machine said after it accepted the key explains the rest.
   */
  static AttemptCause of(ClientRecord client, int exitCode) {
    if (isWrongUser(client.said())) {
      return AttemptCause.WRONG_USER;
    }
    if (!client.isAccepted()) {
      return of(client.said());
    }
    for (Map.Entry<Pattern, AttemptCause> word : WORDS.entrySet()) {
      if (client.answer().stream().anyMatch(line -> word.getKey().matcher(line).find())) {
        return word.getValue();
      }
    }
    if (client.wantsMore()) {
      return AttemptCause.SECOND_FACTOR;
    }
    if (client.isAuthenticated()) {
      return exitCode == CONNECTION_FAILED ? AttemptCause.LOST : AttemptCause.SHELL_REFUSED;
    }
    AttemptCause cause = of(client.said());
    boolean closed = cause == AttemptCause.CLOSED || cause == AttemptCause.CLIENT_FAILED;
    if (!closed) {
      return cause;
    }
    return client.answer().isEmpty() ? AttemptCause.ACCOUNT_REFUSED : AttemptCause.LOGINS_CLOSED;
  }

  /** The cause in what the client printed on its standard error. */
  public static AttemptCause of(List<String> errors) {
    for (Map.Entry<Pattern, AttemptCause> sign : SIGNS.entrySet()) {
      if (errors.stream().anyMatch(line -> sign.getKey().matcher(line).find())) {
        return sign.getValue();
      }
    }
    return AttemptCause.CLIENT_FAILED;
  }

  /** The fingerprint of the key that the machine showed instead of the pinned one. */
  public static Optional<String> shownFingerprint(List<String> errors) {
    return errors.stream()
        .map(FINGERPRINT::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  /** What cloud images answer to accounts that exist but must not be used. */
  public static boolean isWrongUser(List<String> lines) {
    return lines.stream()
        .anyMatch(
            line ->
                line.contains("Please login as the user")
                    || line.contains("This account is currently not available"));
  }

  private static Map<Pattern, AttemptCause> signs() {
    Map<Pattern, AttemptCause> signs = new LinkedHashMap<>();
    sign(signs, "REMOTE HOST IDENTIFICATION HAS CHANGED", AttemptCause.HOST_KEY_CHANGED);
    sign(signs, "Host key verification failed", AttemptCause.HOST_KEY_UNKNOWN);
    sign(signs, "UNPROTECTED PRIVATE KEY FILE|bad permissions", AttemptCause.KEY_PERMISSIONS);
    sign(
        signs,
        "no such identity|Load key .*(No such file|Permission denied)|not accessible",
        AttemptCause.KEY_MISSING);
    sign(signs, "Load key .*passphrase", AttemptCause.KEY_PASSPHRASE);
    sign(signs, "Load key ", AttemptCause.KEY_INVALID);
    sign(
        signs,
        "Permission denied \\(|Too many authentication failures",
        AttemptCause.AUTH_REJECTED);
    sign(signs, "Not allowed at this time", AttemptCause.BANNED);
    sign(signs, "Unable to negotiate|no matching .* found", AttemptCause.NO_COMMON_ALGORITHM);
    sign(signs, "Connection refused", AttemptCause.REFUSED);
    sign(signs, "No route to host|Network is unreachable", AttemptCause.NO_ROUTE);
    sign(signs, "Timeout, server .* not responding|client_loop: |Broken pipe", AttemptCause.LOST);
    sign(signs, "[Tt]imed out", AttemptCause.TIMEOUT);
    sign(
        signs,
        "Connection closed by|Connection reset by|kex_exchange_identification",
        AttemptCause.CLOSED);
    return signs;
  }

  private static void sign(Map<Pattern, AttemptCause> signs, String pattern, AttemptCause cause) {
    signs.put(Pattern.compile(pattern), cause);
  }
}
