package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.port.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time that a login may take. The client's own limit ends with the daemon's greeting: one that
 * greets and then sends its part of the key exchange byte by byte would hold the client as long as
 * the command itself may take. Thread-safe.
 */
final class LoginTimeout implements AutoCloseable {

  private static final String REASON = "the login takes too long";

  private final Cancellation stop = Cancellation.create();
  private final CompletableFuture<Void> login = new CompletableFuture<>();
  private final Runnable forget;

  /** Begins to count; a wish to stop is passed on. */
  LoginTimeout(Duration limit, Cancellation wish) {
    this.forget = wish.onRequest(() -> stop.request(wish.reason().orElse("somebody asked for it")));
    login
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, late) -> {
              if (late != null) {
                stop.request(REASON);
              }
            });
  }

  /** Requested by whoever wishes to stop, and when the time is up. */
  Cancellation stop() {
    return stop;
  }

  /** The account's shell has answered: there is no limit any more. */
  void loggedIn() {
    login.complete(null);
  }

  /** Whether the time was up before anything else happened. */
  boolean isOver() {
    return stop.reason().equals(Optional.of(REASON));
  }

  @Override
  public void close() {
    login.complete(null);
    forget.run();
  }
}
