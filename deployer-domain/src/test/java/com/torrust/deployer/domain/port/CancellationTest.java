package com.torrust.deployer.domain.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CancellationTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Cancellation cancellation = Cancellation.create();

  @Test
  void keepsTheFirstReason() {
    assertTrue(cancellation.request("first"));
    assertFalse(cancellation.request("second"));
    assertEquals(Optional.of("first"), cancellation.reason());
  }

  @Test
  void runsEachHookOnceAndAtOnceWhenItComesLate() {
    AtomicInteger runs = new AtomicInteger();
    cancellation.onRequest(runs::incrementAndGet);
    cancellation.onRequest(runs::incrementAndGet).run();
    cancellation.request("enough");
    cancellation.request("again");
    assertEquals(1, runs.get());
    cancellation.onRequest(runs::incrementAndGet);
    assertEquals(2, runs.get());
  }

  @Test
  void pausesForTheWholeTimeWhenNobodyAsksToStop() {
    assertTrue(cancellation.pause(Duration.ofMillis(1)));
    assertFalse(cancellation.isRequested());
  }

  @Test
  @Timeout(60)
  void endsAPauseWhenSomebodyAsksToStop() {
    CompletableFuture<Boolean> pause =
        CompletableFuture.supplyAsync(() -> cancellation.pause(FOR_EVER));
    cancellation.request("enough");
    assertFalse(pause.join());
    assertFalse(cancellation.pause(FOR_EVER));
  }

  @Test
  @Timeout(60)
  void takesAnInterruptForTheWishToStopAndPassesItOn() {
    Thread.currentThread().interrupt();
    assertFalse(cancellation.pause(FOR_EVER));
    assertTrue(Thread.interrupted());
    assertTrue(cancellation.isRequested());
  }
}
