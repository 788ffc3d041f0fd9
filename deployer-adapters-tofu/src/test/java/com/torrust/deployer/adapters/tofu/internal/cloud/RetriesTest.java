package com.torrust.deployer.adapters.tofu.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure.Refused;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final ApiFailure BUSY = new Refused(503, "unavailable", "try later");
  private static final ApiFailure REFUSED = new Refused(401, "unauthorized", "no");

  private final RecordingProgress progress = new RecordingProgress();
  private final Cancellation cancellation = Cancellation.create();
  private final AtomicInteger calls = new AtomicInteger();

  private Retries retries(Duration failing) {
    return new Retries(
        progress,
        new StepId("provision.check"),
        cancellation,
        new Pace(Duration.ofMillis(1), Duration.ofMillis(2), failing, Duration.ofMillis(1)));
  }

  private Either<ApiFailure, String> answerAfter(int failures) {
    return calls.incrementAndGet() > failures ? Either.right("yes") : Either.left(BUSY);
  }

  @Test
  void asksAgainAndSaysWhy() {
    assertEquals(Either.right("yes"), retries(Duration.ofMinutes(1)).ask(() -> answerAfter(2)));
    assertEquals(3, calls.get());
    assertEquals(2, progress.lines().size());
    assertEquals("retry provision.check 1 try later (unavailable, 503)", progress.lines().get(0));
  }

  @Test
  void takesANoForANo() {
    assertEquals(
        Either.left(REFUSED),
        retries(Duration.ofMinutes(1))
            .ask(
                () -> {
                  calls.incrementAndGet();
                  return Either.left(REFUSED);
                }));
    assertEquals(1, calls.get());
  }

  @Test
  void givesUpInTheEnd() {
    assertEquals(
        Either.left(BUSY),
        retries(Duration.ofMillis(20)).ask(() -> answerAfter(Integer.MAX_VALUE)));
    assertTrue(calls.get() > 1);
  }

  @Test
  void doesNotAskAgainWhereItWasToAskOnce() {
    assertEquals(Either.left(BUSY), retries(Duration.ZERO).ask(() -> answerAfter(1)));
    assertEquals(1, calls.get());
  }

  @Test
  void stopsWhenAskedTo() {
    Either<ApiFailure, String> answer =
        retries(Duration.ofMinutes(1))
            .ask(
                () -> {
                  cancellation.request("Ctrl-C");
                  return answerAfter(Integer.MAX_VALUE);
                });
    assertEquals(new ApiFailure.Stopped("Ctrl-C"), answer.getLeft());
    assertEquals(1, calls.get());
  }

  @Test
  void waitsUntilThereIsSomething() {
    assertEquals(
        Either.right("there"),
        retries(Duration.ofMinutes(1))
            .await(
                "it",
                Duration.ofMinutes(1),
                () ->
                    Either.right(
                        calls.incrementAndGet() < 5 ? Optional.empty() : Optional.of("there"))));
    assertEquals(5, calls.get());
  }

  @Test
  void waitsNoLongerThanItsLimit() {
    Either<ApiFailure, String> answer =
        retries(Duration.ofMinutes(1))
            .await("it", Duration.ofMillis(5), () -> Either.right(Optional.empty()));
    assertInstanceOf(ApiFailure.TooLate.class, answer.getLeft());
  }
}
