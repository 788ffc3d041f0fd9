package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as OpenSSH 9.2 and 10.0 printed them. */
class SshDiagnosisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUSED             | ssh: connect to host 192.0.2.10 port 22: Connection refused
          TIMEOUT             | ssh: connect to host 192.0.2.10 port 22: Connection timed out
          TIMEOUT             | Connection timed out during banner exchange
          NO_ROUTE            | ssh: connect to host 192.0.2.10 port 22: No route to host
          NO_ROUTE            | ssh: connect to host 192.0.2.10 port 22: Network is unreachable
          AUTH_REJECTED       | torrust@192.0.2.10: Permission denied (publickey).
          AUTH_REJECTED       | Received disconnect from 192.0.2.10 port 22:2: Too many authentication failures
          KEY_MISSING         | no such identity: /home/alice/none: No such file or directory
          KEY_INVALID         | Load key "/home/alice/id": invalid format
          KEY_INVALID         | Load key "/home/alice/id": error in libcrypto
          KEY_PERMISSIONS     | Load key "/home/alice/id": bad permissions
          CLOSED              | kex_exchange_identification: Connection closed by remote host
          CLOSED              | Connection reset by 192.0.2.10 port 22
          CLOSED              | Connection closed by 192.0.2.10 port 22
          BANNED              | kex_exchange_identification: banner line 0: Not allowed at this time
          NO_COMMON_ALGORITHM | Unable to negotiate with 192.0.2.10 port 22: no matching host key type found. Their offer: ssh-dss
          LOST                | Timeout, server 192.0.2.10 not responding.
          LOST                | client_loop: send disconnect: Broken pipe
          HOST_KEY_UNKNOWN    | Host key verification failed.
          CLIENT_FAILED       | something new
          """)
  void readsTheCauseOutOfOneMessage(AttemptCause cause, String message) {
    assertEquals(cause, SshDiagnosis.of(List.of(message)));
  }

  @Test
  void takesTheFirstCauseNotItsConsequence() {
    assertEquals(
        AttemptCause.KEY_PERMISSIONS,
        SshDiagnosis.of(
            List.of(
                "@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @",
                "Permissions 0644 for '/home/alice/id' are too open.",
                "Load key \"/home/alice/id\": bad permissions",
                "torrust@192.0.2.10: Permission denied (publickey).")));
  }

  @Test
  void namesTheKeyThatWasShownInsteadOfThePinnedOne() {
    List<String> errors =
        List.of(
            "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @",
            "IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!",
            "The fingerprint for the ED25519 key sent by the remote host is",
            "SHA256:x1jd9dH0cZQv3xYpFJt3dFqQBjqMaLQ6XxyWqEsoAFE.",
            "Host key verification failed.");
    assertEquals(AttemptCause.HOST_KEY_CHANGED, SshDiagnosis.of(errors));
    assertEquals(
        Optional.of("SHA256:x1jd9dH0cZQv3xYpFJt3dFqQBjqMaLQ6XxyWqEsoAFE"),
        SshDiagnosis.shownFingerprint(errors));
  }

  @Test
  void knowsTheAnswerOfAccountsThatMustNotBeUsed() {
    assertTrue(
        SshDiagnosis.isWrongUser(
            List.of("Please login as the user \"ubuntu\" rather than the user \"root\".")));
  }

  @Test
  void givesEveryCauseACodeOfItsOwn() {
    assertEquals(
        AttemptCause.values().length,
        Arrays.stream(AttemptCause.values()).map(AttemptCause::code).distinct().count());
  }
}
