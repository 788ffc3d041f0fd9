package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of trying to log in, attempt by attempt. Not thread-safe. */
public final class Attempts {

  private final Login login;
  private final List<HostKey> pinned;
  private final Map<AttemptCause, Integer> seen = new EnumMap<>(AttemptCause.class);
  private final long start = System.nanoTime();
  private int count;

  /** Nothing was tried yet; the machine has to show one of the {@code pinned} keys. */
  public Attempts(Login login, List<HostKey> pinned) {
    this.login = login;
    this.pinned = List.copyOf(pinned);
  }

  /** Counts a failed attempt. */
  public void failed(AttemptCause cause) {
    count++;
    seen.merge(cause, 1, Integer::sum);
  }

  /** How many failed. */
  public int count() {
    return count;
  }

  /** Since the first attempt could have begun. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * The error to give up with: the last cause counts, all causes are reported.
   *
   * @param said the client's own last words, redacted
   */
  public DeployError error(AttemptCause last, List<String> said) {
    return error(last, said, List.of());
  }

  /**
   * The same with what the machine answered to the login.
   *
   * @param answer its own words, redacted
   */
  public DeployError error(AttemptCause last, List<String> said, List<String> answer) {
    ImmutableDeployError.Builder error = start(last).outputTail(said).remedies(remedies(last));
    if (!answer.isEmpty()) {
      error.addCauses("the machine says: " + String.join(" ", answer));
    }
    if (last == AttemptCause.HOST_KEY_CHANGED || last == AttemptCause.HOST_KEY_UNKNOWN) {
      error.putFacts(
          "expected", pinned.stream().map(HostKey::fingerprint).collect(Collectors.joining(", ")));
      SshDiagnosis.shownFingerprint(said).ifPresent(shown -> error.putFacts("actual", shown));
    }
    return error.build();
  }

  private ImmutableDeployError.Builder start(AttemptCause last) {
    String trouble = "cannot log in to '" + login.display() + "': " + last.sentence();
    return DeployError.because(
            last.code().value(),
            last.kind(),
            count > 1
                ? trouble + " (" + count + " attempts in " + elapsed().toSeconds() + " s)"
                : trouble)
        .putFacts("host", login.address().value())
        .putFacts("port", String.valueOf(login.port()))
        .putFacts("user", login.user())
        .putFacts("key", login.privateKey().toString())
        .putFacts("attempts", String.valueOf(Math.max(1, count)))
        .putFacts("elapsed_ms", String.valueOf(elapsed().toMillis()))
        .putFacts(
            "causes_seen",
            seen.entrySet().stream()
                .map(cause -> cause.getKey().word() + " x" + cause.getValue())
                .collect(Collectors.joining(", ")));
  }

  /** The error for a key that cannot be used, found without any machine. */
  static DeployError keyFault(AttemptCause cause, Path privateKey) {
    return DeployError.because(
            cause.code().value(),
            cause.kind(),
            "'" + privateKey + "' cannot be used: " + cause.sentence())
        .putFacts("key", privateKey.toString())
        .remedies(keyRemedies(cause, privateKey))
        .build();
  }

  private List<Remedy> remedies(AttemptCause cause) {
    String address = login.address().value();
    return switch (cause) {
      case REFUSED ->
          List.of(
              Remedy.advice(
                  "check that the SSH daemon of '" + address + "' listens on port " + login.port()),
              Remedy.advice("wait until the machine has booted, then run the same command again"));
      case TIMEOUT, NO_ROUTE ->
          List.of(
              Remedy.advice(
                  "check that the machine is switched on and that '"
                      + address
                      + "' is its address"),
              Remedy.advice("check the firewalls between this computer and port " + login.port()));
      case STALLED ->
          List.of(
              Remedy.advice("try it by hand to see where it stops: " + login.byHand()),
              Remedy.advice(
                  "check that '"
                      + address
                      + "' is the machine that you mean, then run the same"
                      + " command again"));
      case CLOSED, BANNED ->
          List.of(
              Remedy.advice(
                  "wait some minutes without connecting, then run the same command again"),
              Remedy.advice(
                  "look for a ban of this computer's address on the machine (fail2ban, sshd's"
                      + " PerSourcePenalties)"));
      case NOT_SSH ->
          List.of(Remedy.advice("give the port on which the SSH daemon of the machine listens"));
      case LOST, CLIENT_FAILED ->
          List.of(Remedy.advice("run the same command again: it goes on with what was begun"));
      case AUTH_REJECTED ->
          List.of(
              Remedy.advice(
                  "check that the account '"
                      + login.user()
                      + "' exists and that its authorized_keys holds the public key"),
              Remedy.advice("try it by hand: " + login.byHand()));
      case SECOND_FACTOR ->
          List.of(
              Remedy.advice(
                  "let this account in with its key alone: in /etc/ssh/sshd_config 'Match User "
                      + login.user()
                      + "' with 'AuthenticationMethods publickey'"));
      case PASSWORD_EXPIRED ->
          List.of(
              Remedy.advice(
                  "log in by hand once and change the password, or let it not expire, as root:"
                      + " chage -M -1 -d $(date +%F) "
                      + login.user()));
      case ACCOUNT_EXPIRED ->
          List.of(
              Remedy.advice("let the account not expire, as root: chage -E -1 " + login.user()));
      case LOGINS_CLOSED ->
          List.of(
              Remedy.advice(
                  "wait until the machine has booted or its maintenance is over; while /etc/nologin"
                      + " or /run/nologin exists, only root may log in"));
      case ACCOUNT_REFUSED ->
          List.of(
              Remedy.advice(
                  "see why on the machine: journalctl -u ssh (an empty /etc/nologin, pam_access, a"
                      + " locked or expired account)"));
      case SHELL_REFUSED ->
          List.of(
              Remedy.advice(
                  "give the account a shell, as root: chsh -s /bin/bash "
                      + login.user()
                      + "; and look for ForceCommand in sshd's settings and for 'exec' in the"
                      + " account's start-up files"));
      case WRONG_USER ->
          List.of(
              Remedy.advice("configure the account that the machine's image names for logging in"));
      case KEY_MISSING, KEY_PERMISSIONS, KEY_PASSPHRASE, KEY_INVALID ->
          keyRemedies(cause, login.privateKey());
      case HOST_KEY_CHANGED, HOST_KEY_UNKNOWN ->
          List.of(
              Remedy.advice(
                  "find out, not over this connection, why the key changed; nothing was sent to the"
                      + " machine"),
              Remedy.advice(
                  "if the machine was reinstalled on purpose, make a new environment for it"));
      case NO_COMMON_ALGORITHM ->
          List.of(Remedy.advice("bring OpenSSH up to date, on this computer or on the machine"));
    };
  }

  private static String word(Path path) {
    return ShellWord.readable(path.toString());
  }

  private static List<Remedy> keyRemedies(AttemptCause cause, Path privateKey) {
    return switch (cause) {
      case KEY_MISSING ->
          List.of(
              new Remedy.EditConfiguration(
                  "/ssh_credentials/private_key_path", "the path of an existing private key"));
      case KEY_PERMISSIONS ->
          List.of(Remedy.advice("take the permissions away: chmod 600 " + word(privateKey)));
      case KEY_PASSPHRASE ->
          List.of(
              Remedy.advice("load the key into an SSH agent: ssh-add " + word(privateKey)),
              Remedy.advice("or configure a key without passphrase"));
      case KEY_INVALID ->
          List.of(Remedy.advice("check the file with: ssh-keygen -y -f " + word(privateKey)));
      default -> List.of();
    };
  }
}
