package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins as OpenSSH 9.2 and 10.0 log them at level DEBUG1. */
class LoginDiagnosisTest {

  private static final String OFFERS = "debug1: Offering public key: /home/a/id ED25519 SHA256:x";
  private static final String ACCEPTS = "debug1: Server accepts key: /home/a/id ED25519 SHA256:x";
  private static final String LOGGED_IN =
      "Authenticated to 192.0.2.10 ([192.0.2.10]:22) using \"publickey\".";
  private static final String CLOSED = "Connection closed by 192.0.2.10 port 22";

  private static ClientRecord heard(String... lines) {
    ClientRecord record = new ClientRecord();
    List.of(lines).forEach(record::hear);
    return record;
  }

  @Test
  void tellsARejectedKeyFromASecondFactor() {
    String denied = "torrust@192.0.2.10: Permission denied (keyboard-interactive).";
    assertEquals(AttemptCause.AUTH_REJECTED, SshDiagnosis.of(heard(OFFERS, denied), 255));
    assertEquals(
        AttemptCause.SECOND_FACTOR,
        SshDiagnosis.of(
            heard(
                OFFERS, ACCEPTS, "Authenticated using \"publickey\" with partial success.", denied),
            255));
  }

  @Test
  void knowsAPasswordThatHasToBeChanged() {
    ClientRecord record =
        heard(
            ACCEPTS,
            LOGGED_IN,
            "WARNING: Your password has expired.",
            "Password change required but no TTY available.");
    assertEquals(AttemptCause.PASSWORD_EXPIRED, SshDiagnosis.of(record, 1));
    assertEquals(2, record.answer().size());
  }

  @Test
  void knowsAnAccountThatHasExpired() {
    assertEquals(
        AttemptCause.ACCOUNT_EXPIRED,
        SshDiagnosis.of(
            heard(
                ACCEPTS,
                "Your account has expired; please contact your system administrator.",
                CLOSED),
            255));
  }

  @Test
  void keepsTheWordsOfAMachineThatLetsNobodyIn() {
    ClientRecord record = heard(ACCEPTS, "Back at noon.", CLOSED);
    assertEquals(AttemptCause.LOGINS_CLOSED, SshDiagnosis.of(record, 255));
    assertEquals(List.of("Back at noon."), record.answer());
  }

  @Test
  void takesABannerForNoAnswer() {
    ClientRecord record = heard("Authorised use only.", ACCEPTS, CLOSED);
    assertEquals(AttemptCause.ACCOUNT_REFUSED, SshDiagnosis.of(record, 255));
    assertEquals(List.of(), record.answer());
    assertEquals(List.of("Authorised use only.", CLOSED), record.said());
  }

  @Test
  void knowsAShellThatRefuses() {
    assertEquals(AttemptCause.SHELL_REFUSED, SshDiagnosis.of(heard(ACCEPTS, LOGGED_IN), 1));
    assertEquals(
        AttemptCause.WRONG_USER,
        SshDiagnosis.of(heard(ACCEPTS, LOGGED_IN, "This account is currently not available."), 1));
  }

  @Test
  void takesAConnectionThatIsClosedBeforeTheKeyForClosed() {
    assertEquals(AttemptCause.CLOSED, SshDiagnosis.of(heard(OFFERS, CLOSED), 255));
  }

  @Test
  void forgetsWhatExplainsNothing() {
    ClientRecord record =
        heard(
            "debug1: Reading configuration data",
            "Warning: Permanently added '192.0.2.10' (ED25519) to the list of known hosts.",
            LOGGED_IN,
            "Transferred: sent 2000, received 3000 bytes, in 0.1 seconds");
    assertEquals(List.of(), record.said());
    assertFalse(record.wantsMore());
  }
}
