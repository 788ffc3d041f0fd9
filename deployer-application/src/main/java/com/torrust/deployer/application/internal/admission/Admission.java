package com.torrust.deployer.application.internal.admission;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets operations in until the deployer is closed, and sees them out then. Each operation works on
 * a thread of its own with a cancellation of its own: the caller's is listened to and never
 * changed. Thread-safe.
 */
public final class Admission {

  private static final int LONGEST_ACTOR = 128;

  private final Defects defects;
  private final Set<Cancellation> atWork = new LinkedHashSet<>();
  private final Map<Thread, Integer> working = new HashMap<>();
  private Duration longestGrace = Duration.ZERO;
  private boolean closed;

  public Admission(Defects defects) {
    this.defects = defects;
  }

  public <T> Either<DeployError, T> admit(
      OperationOptions options, Function<OperationOptions, Either<DeployError, T>> operation) {
    Optional<DeployError> refused = options.actor().flatMap(Admission::refusal);
    if (refused.isPresent()) {
      return Either.left(refused.get());
    }
    Cancellation own = Cancellation.create();
    synchronized (this) {
      if (closed) {
        return Either.left(
            DeployError.of(
                "sdk.closed",
                ErrorKind.USAGE,
                "the deployer is closed",
                Remedy.advice("build another one")));
      }
      atWork.add(own);
      longestGrace = max(longestGrace, options.timeouts().grace());
    }
    Cancellation callers = options.cancellation();
    Runnable unhook = callers.onRequest(() -> own.request(callers.reason().orElse("")));
    OperationOptions given =
        ImmutableOperationOptions.builder()
            .from(options)
            .cancellation(own)
            .listener(heard(options.listener()))
            .build();
    try {
      return OwnThread.call(
          "deployer",
          defects,
          () -> whileWorking(() -> operation.apply(given)),
          () -> own.request("the calling thread was interrupted"));
    } finally {
      unhook.run();
      synchronized (this) {
        atWork.remove(own);
        notifyAll();
      }
    }
  }

  private static Optional<DeployError> refusal(String actor) {
    boolean plain =
        !actor.isBlank()
            && actor.length() <= LONGEST_ACTOR
            && actor.codePoints().noneMatch(Admission::isUnprintable);
    return plain
        ? Optional.empty()
        : Optional.of(
            DeployError.of(
                "sdk.actor_invalid",
                ErrorKind.USAGE,
                "an actor is one to "
                    + LONGEST_ACTOR
                    + " characters, none of them a control or format character",
                Remedy.advice("give a plain name, or none")));
  }

  private static boolean isUnprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private <T> T whileWorking(Supplier<T> part) {
    Thread self = Thread.currentThread();
    synchronized (this) {
      working.merge(self, 1, Integer::sum);
    }
    try {
      return part.get();
    } finally {
      synchronized (this) {
        working.computeIfPresent(self, (thread, depth) -> depth == 1 ? null : depth - 1);
      }
    }
  }

  /** A listener on whose thread, whichever that is, {@link #close} only asks. */
  public DeployListener heard(DeployListener listener) {
    return event ->
        whileWorking(
            () -> {
              listener.on(event);
              return event;
            });
  }

  /** Asks everything to stop; waits for it, except on a thread that would wait for itself. */
  public void close() {
    List<Cancellation> asked;
    synchronized (this) {
      closed = true;
      asked = List.copyOf(atWork);
    }
    // Hooks run on this thread and may want the monitor.
    asked.forEach(own -> own.request("the deployer is being closed"));
    awaitEnd();
  }

  private synchronized void awaitEnd() {
    if (working.containsKey(Thread.currentThread())) {
      return;
    }
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

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
