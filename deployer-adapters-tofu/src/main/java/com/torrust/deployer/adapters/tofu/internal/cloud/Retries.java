package com.torrust.deployer.adapters.tofu.internal.cloud;

import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks again: after failures that pass, each shown with its cause, and until something has come
 * about. Every wait ends when somebody asks to stop and has a limit. Immutable; as thread-safe as
 * the progress it tells.
 */
public final class Retries {

  /**
   * How fast and how long.
   *
   * @param first pause after the first failure; each further one is twice as long
   * @param longest longest pause
   * @param failing how long one call may keep failing
   * @param poll pause between two looks at something that is coming about; constant, because
   *     growing ones are noticed late
   */
  public record Pace(Duration first, Duration longest, Duration failing, Duration poll) {

    /**
     * For real providers: Hetzner Cloud gives back one request a second when its limit is used up.
     */
    public static Pace standard() {
      return new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofMinutes(2),
          Duration.ofMillis(250));
    }

    /** The same without asking again after a failure. */
    public Pace once() {
      return givingUpAfter(Duration.ZERO);
    }

    /** The same, but with failures borne no longer than that. */
    public Pace givingUpAfter(Duration limit) {
      return new Pace(first, longest, shorter(failing, limit), poll);
    }
  }

  private final Progress progress;
  private final StepId step;
  private final Cancellation cancellation;
  private final Pace pace;

  /** Tells retries under {@code step}. */
  public Retries(Progress progress, StepId step, Cancellation cancellation, Pace pace) {
    this.progress = progress;
    this.step = step;
    this.cancellation = cancellation;
    this.pace = pace;
  }

  /** How fast and how long. */
  public Pace pace() {
    return pace;
  }

  /** The answer, or the failure that does not pass or did not pass in time. */
  public <T> Either<ApiFailure, T> ask(Supplier<Either<ApiFailure, T>> call) {
    long start = System.nanoTime();
    Duration pause = pace.first();
    for (int attempt = 1; ; attempt++) {
      Either<ApiFailure, T> answer = call.get();
      if (answer.isRight() || !answer.getLeft().isTransient()) {
        return answer;
      }
      Duration elapsed = since(start);
      if (elapsed.plus(pause).compareTo(pace.failing()) > 0) {
        return answer;
      }
      progress.retried(step, attempt, elapsed, pause, answer.getLeft().describe());
      Optional<ApiFailure> stopped = pause(pause);
      if (stopped.isPresent()) {
        return Either.left(stopped.get());
      }
      pause = shorter(pause.multipliedBy(2), pace.longest());
    }
  }

  /**
   * Looks until there is something.
   *
   * @param what what is waited for, for the failure
   * @param limit how long
   * @param look nothing yet, or the thing; failures that pass are sat out
   */
  public <T> Either<ApiFailure, T> await(
      String what, Duration limit, Supplier<Either<ApiFailure, Optional<T>>> look) {
    long start = System.nanoTime();
    while (true) {
      Either<ApiFailure, Optional<T>> seen = ask(look);
      if (seen.isLeft()) {
        return Either.left(seen.getLeft());
      }
      if (seen.get().isPresent()) {
        return Either.right(seen.get().get());
      }
      if (since(start).compareTo(limit) > 0) {
        return Either.left(new ApiFailure.TooLate(what, limit));
      }
      Optional<ApiFailure> stopped = pause(pace.poll());
      if (stopped.isPresent()) {
        return Either.left(stopped.get());
      }
    }
  }

  /** Waits a while, and less when somebody asks to stop: then that is the answer. */
  public Optional<ApiFailure> pause(Duration duration) {
    return cancellation.pause(duration)
        ? Optional.empty()
        : Optional.of(new ApiFailure.Stopped(cancellation.reason().orElse("")));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
