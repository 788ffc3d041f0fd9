package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import java.util.Locale;

/**
 * Why one attempt to log in did not succeed. Each has a code of its own, because each wants another
 * remedy.
 */
public enum AttemptCause {
  REFUSED("ssh.refused", Hope.SOON, "nothing listens on that port"),
  TIMEOUT(
      "ssh.timeout",
      Hope.SOON,
      "nothing answers: the machine is off, or a firewall drops the packets"),
  STALLED("ssh.login_stalled", Hope.SOON, "it answers, but the login does not come to an end"),
  NO_ROUTE("ssh.no_route", Hope.SOON, "there is no route to the machine"),
  CLOSED("ssh.closed", Hope.LATER, "the connection is closed before anyone logged in"),
  BANNED("ssh.banned", Hope.LATER, "the machine has banned this address for a while"),
  NOT_SSH("ssh.not_ssh", Hope.SOON, "what listens on that port does not speak SSH"),
  LOST("ssh.connection_lost", Hope.SOON, "the connection broke off"),
  AUTH_REJECTED(
      "ssh.auth_rejected", Hope.WHILE_BOOTING, "the machine rejects the key for that account"),
  SECOND_FACTOR(
      "ssh.second_factor", Hope.NONE, "the machine accepts the key and wants a second factor"),
  PASSWORD_EXPIRED(
      "ssh.password_expired",
      Hope.NONE,
      "the account's password has to be changed before anything else"),
  ACCOUNT_EXPIRED("ssh.account_expired", Hope.NONE, "the account has expired"),
  LOGINS_CLOSED(
      "ssh.logins_closed",
      Hope.WHILE_BOOTING,
      "the machine accepts the key but lets the account not in at the moment"),
  ACCOUNT_REFUSED(
      "ssh.account_refused",
      Hope.WHILE_BOOTING,
      "the machine accepts the key but refuses the account without a word"),
  SHELL_REFUSED(
      "ssh.shell_refused",
      Hope.NONE,
      "the account logs in, but its login shell or a forced command does not run what it is asked"
          + " to"),
  WRONG_USER("ssh.wrong_user", Hope.NONE, "the account exists but must not be used to log in"),
  KEY_MISSING(
      "ssh.key_missing", Hope.NONE, "the private key file does not exist or cannot be read"),
  KEY_PERMISSIONS(
      "ssh.key_permissions",
      Hope.NONE,
      "the private key can be read by others, so OpenSSH ignores it"),
  KEY_PASSPHRASE(
      "ssh.key_passphrase",
      Hope.NONE,
      "the private key wants a passphrase and no agent holds the key"),
  KEY_INVALID("ssh.key_invalid", Hope.NONE, "OpenSSH cannot read the private key"),
  HOST_KEY_CHANGED(
      "ssh.host_key_changed", Hope.NONE, "the machine shows another host key than the pinned one"),
  HOST_KEY_UNKNOWN(
      "ssh.host_key_unknown", Hope.NONE, "the machine has no host key of a pinned kind"),
  NO_COMMON_ALGORITHM(
      "ssh.no_common_algorithm", Hope.NONE, "client and machine have no algorithm in common"),
  CLIENT_FAILED("ssh.client_failed", Hope.SOON, "the OpenSSH client failed");

  /** Whether another attempt may succeed without anybody doing anything. */
  public enum Hope {
    /** The machine may be about to come up; asking costs it nothing. */
    SOON,
    /** Asking too often makes it worse. */
    LATER,
    /** While the machine boots its accounts may not exist yet. */
    WHILE_BOOTING,
    /** Never. */
    NONE
  }

  private final ErrorCode code;
  private final Hope hope;
  private final String sentence;

  AttemptCause(String code, Hope hope, String sentence) {
    this.code = new ErrorCode(code);
    this.hope = hope;
    this.sentence = sentence;
  }

  /** Stable name in errors. */
  public ErrorCode code() {
    return code;
  }

  /** Whether to try again. */
  public Hope hope() {
    return hope;
  }

  /** What happened, without subject and full stop. */
  public String sentence() {
    return sentence;
  }

  /** Short name in counts of attempts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The keys of this computer are its own matter; everything else is between two computers. */
  public ErrorKind kind() {
    return switch (this) {
      case KEY_MISSING, KEY_PERMISSIONS, KEY_PASSPHRASE, KEY_INVALID -> ErrorKind.PREREQUISITE;
      default -> ErrorKind.CONNECTIVITY;
    };
  }
}
