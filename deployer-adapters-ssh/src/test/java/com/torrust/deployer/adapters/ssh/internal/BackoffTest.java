package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static Duration afterMany(AttemptCause cause) {
    Backoff backoff = new Backoff();
    for (int i = 0; i < 50; i++) {
      backoff.after(cause);
    }
    return backoff.after(cause);
  }

  @Test
  void asksAClosedPortOftenAndARefusingDaemonRarely() {
    assertEquals(Duration.ofMillis(250), new Backoff().after(AttemptCause.REFUSED));
    assertEquals(Duration.ofSeconds(2), afterMany(AttemptCause.REFUSED));
    assertEquals(Duration.ofSeconds(10), afterMany(AttemptCause.AUTH_REJECTED));
    assertEquals(Duration.ofSeconds(30), afterMany(AttemptCause.CLOSED));
  }

  /**
   * OpenSSH penalises 5 s for each rejected login and bans from 15 s on; penalties run off second
   * by second.
   */
  @Test
  void neverCollectsAPenaltyThatBans() {
    Backoff backoff = new Backoff();
    double penalty = 0;
    for (int i = 0; i < 100; i++) {
      penalty += 5;
      assertTrue(penalty < 15, "banned after attempt " + (i + 1));
      penalty =
          Math.max(0, penalty - backoff.after(AttemptCause.AUTH_REJECTED).toMillis() / 1000.0);
    }
  }

  @Test
  void beginsAnewWhenTheCauseChanges() {
    Backoff backoff = new Backoff();
    for (int i = 0; i < 20; i++) {
      backoff.after(AttemptCause.REFUSED);
    }
    assertEquals(Duration.ofSeconds(3), backoff.after(AttemptCause.AUTH_REJECTED));
    assertEquals(Duration.ofMillis(250), backoff.after(AttemptCause.TIMEOUT));
  }
}
