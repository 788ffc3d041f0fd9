package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.testkit.fake.FaultPlan;
import com.torrust.deployer.testkit.fake.Killed;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A call of an adapter that is listened to, asked to stop, left without an answer, or killed. With
 * a plan of faults this happens at the points that the adapter's world passes; without one, where
 * the adapter says something for the first time.
 */
final class Trial {

  /** No adapter passes more points in one call; whoever does never gets done. */
  private static final int MOST_POINTS = 500;

  private final Optional<FaultPlan> faults;
  private final List<String> lines = new ArrayList<>();
  private Runnable atFirstLine = () -> {};
  private boolean stopped;

  Trial(Optional<FaultPlan> faults) {
    this.faults = faults;
  }

  /** The call with somebody who has asked to stop before it. */
  <T> Either<DeployError, T> stoppedBefore(
      OperationContext given, Function<OperationContext, Either<DeployError, T>> call) {
    Cancellation cancellation = Cancellation.create();
    cancellation.request("a test");
    Either<DeployError, T> result = call.apply(heard(given, cancellation));
    assertStopped(result);
    return result;
  }

  /**
   * The call with somebody who asks to stop while it is at work; skipped for an adapter that is
   * done before anybody could.
   */
  <T> DeployError stoppedMeanwhile(
      OperationContext given, Function<OperationContext, Either<DeployError, T>> call) {
    Cancellation cancellation = Cancellation.create();
    Runnable stop =
        () -> {
          stopped = true;
          cancellation.request("a test");
        };
    faults.ifPresentOrElse(plan -> plan.onceAtPoint(1, stop), () -> atFirstLine = stop);
    Either<DeployError, T> result = call.apply(heard(given, cancellation));
    faults.ifPresent(FaultPlan::restart);
    assumeTrue(stopped, "there is nothing to interrupt");
    assertStopped(result);
    return result.getLeft();
  }

  private static void assertStopped(Either<DeployError, ?> result) {
    assertTrue(result.isLeft(), () -> "it went on although somebody asked to stop: " + result);
    DeployError error = result.getLeft();
    assertEquals(ErrorKind.CANCELLED, error.kind(), error::toString);
    assertEquals("operation.cancelled", error.code().value());
  }

  /**
   * The call with nobody who answers at its first point.
   *
   * @param set limits this kind of waiting
   */
  <T> DeployError unanswered(
      OperationContext given,
      Function<ImmutableTimeouts, Timeouts> set,
      Duration limit,
      Function<OperationContext, Either<DeployError, T>> call) {
    FaultPlan plan = planOrSkip();
    plan.hangAtPoint(1);
    OperationContext context =
        ImmutableOperationContext.builder()
            .from(heard(given, given.cancellation()))
            .timeouts(set.apply(ImmutableTimeouts.copyOf(given.timeouts())))
            .build();
    Either<DeployError, T> result = call.apply(context);
    List<Duration> waits = plan.waits();
    plan.restart();
    assertFalse(waits.isEmpty(), "it waits for nobody");
    assertTrue(
        waits.stream().allMatch(wait -> wait.compareTo(limit) <= 0),
        () -> "it waited for " + waits + " where the limit is " + limit);
    assertTrue(result.isLeft(), "it answers for somebody who did not");
    assertEquals(ErrorKind.TIMEOUT, result.getLeft().kind(), result.getLeft()::toString);
    return result.getLeft();
  }

  /** Kills the call at its first point, then at its second, until it passes no further one. */
  void killedEverywhere(Supplier<Either<DeployError, ?>> call, Runnable afterwards) {
    FaultPlan plan = planOrSkip();
    for (int point = 1; point < MOST_POINTS; point++) {
      plan.restart();
      plan.killAtPoint(point);
      Either<DeployError, ?> result = Either.right("killed");
      try {
        result = call.get();
      } catch (Killed killed) {
        assertTrue(plan.isDead());
      }
      boolean died = plan.isDead();
      String last =
          plan.passed().isEmpty() ? "no point" : plan.passed().get(plan.passed().size() - 1);
      plan.restart();
      if (!died) {
        assertTrue(point > 1, "it passes no point at which it could be killed");
        assertTrue(result.isRight(), result::toString);
        return;
      }
      try {
        afterwards.run();
      } catch (AssertionError wrong) {
        throw new AssertionError("after a kill at point " + point + ", '" + last + "'", wrong);
      }
    }
    fail("it passes more than " + MOST_POINTS + " points");
  }

  private FaultPlan planOrSkip() {
    assumeTrue(faults.isPresent(), "this world is real: nobody can be killed in it from here");
    return faults.get();
  }

  /** The same context; what is said in it is heard here. */
  OperationContext heard(OperationContext given) {
    return heard(given, given.cancellation());
  }

  private OperationContext heard(OperationContext given, Cancellation cancellation) {
    return ImmutableOperationContext.builder()
        .from(given)
        .cancellation(cancellation)
        .progress(new Witness(given.progress()))
        .build();
  }

  /** Neither what was said nor the error holds a secret. */
  void assertNoSecret(Collection<Secret> secrets, Either<DeployError, ?> result) {
    String said =
        String.join("\n", lines) + "\n" + (result.isLeft() ? result.getLeft().toString() : "");
    for (Secret secret : secrets) {
      assertFalse(said.contains(secret.expose()), () -> "it says a secret: " + said);
    }
  }

  private synchronized void hear(String line) {
    lines.add(line);
    Runnable action = atFirstLine;
    atFirstLine = () -> {};
    action.run();
  }

  /** Passes everything on and hears it. */
  private final class Witness implements Progress {

    private final Progress given;

    Witness(Progress given) {
      this.given = given;
    }

    @Override
    public <T> Either<DeployError, T> step(
        StepId step, String description, Supplier<Either<DeployError, T>> body) {
      hear(step + " " + description);
      return given.step(step, description, body);
    }

    @Override
    public void retried(
        StepId step, int attempt, Duration elapsed, Duration nextDelay, String cause) {
      hear(step + " " + cause);
      given.retried(step, attempt, elapsed, nextDelay, cause);
    }

    @Override
    public void resource(String address, String action) {
      hear(address + " " + action);
      given.resource(address, action);
    }

    @Override
    public void task(String task, String outcome) {
      hear(task + " " + outcome);
      given.task(task, outcome);
    }

    @Override
    public void health(String service, String from, String to) {
      hear(service + " " + from + " " + to);
      given.health(service, from, to);
    }

    @Override
    public void warn(String code, String message) {
      hear(code + " " + message);
      given.warn(code, message);
    }

    @Override
    public void line(String source, String line) {
      hear(source + " " + line);
      given.line(source, line);
    }
  }
}
