package com.torrust.deployer.application.internal.wiring;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.sdk.ImmutableOperationOptions;
import com.torrust.deployer.sdk.OperationOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets operations in until the deployer is closed, and sees them out then (SDK-1). Thread-safe. */
final class Admission {

  private final Set<OperationOptions> atWork = Collections.newSetFromMap(new IdentityHashMap<>());
  private Duration longestGrace = Duration.ZERO;
  private boolean closed;

  <T> Either<DeployError, T> admit(
      OperationOptions options, Supplier<Either<DeployError, T>> operation) {
    // A wrapper of its own identity: callers may use one options value for several operations at
    // once.
    OperationOptions entry = ImmutableOperationOptions.builder().from(options).build();
    synchronized (this) {
      if (closed) {
        return Either.left(
            DeployError.of(
                "sdk.closed",
                ErrorKind.USAGE,
                "the deployer is closed",
                Remedy.advice("build another one")));
      }
      atWork.add(entry);
      longestGrace = max(longestGrace, options.patience().grace());
    }
    try {
      return operation.get();
    } finally {
      synchronized (this) {
        atWork.remove(entry);
        notifyAll();
      }
    }
  }

  synchronized void close() {
    closed = true;
    atWork.stream().map(OperationOptions::cancellation).forEach(Admission::cancel);
    long deadline = System.nanoTime() + longestGrace.toNanos();
    while (!atWork.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void cancel(Cancellation cancellation) {
    cancellation.request("the deployer is being closed");
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
