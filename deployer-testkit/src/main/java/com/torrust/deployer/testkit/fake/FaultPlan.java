package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What goes wrong and where. Each fake passes a named point before and after everything that
 * changes something; at a point the process can be killed, an error be returned, nobody answer, or
 * an action of the test be run. Fakes of other adapters pass points of their own by {@link #pass}.
 * Thread-safe.
 */
public final class FaultPlan {

  private final List<String> passed = new ArrayList<>();
  private final Map<String, Deque<DeployError>> failures = new HashMap<>();
  private final Map<String, Runnable> actions = new HashMap<>();
  private final List<Runnable> atDeath = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private int killCountdown;
  private int hangCountdown;
  private int actionCountdown;
  private Runnable nextAction = () -> {};
  private String killPoint = "";
  private boolean dead;
  private boolean toolsSurvive;
  private Runnable toolAtWork = () -> {};

  private FaultPlan() {}

  /** Nothing goes wrong yet. */
  public static FaultPlan create() {
    return new FaultPlan();
  }

  /**
   * Kills the process at the {@code nth} point passed from now on, counted from 1; 0 takes the
   * order back.
   */
  public synchronized void killAtPoint(int nth) {
    killCountdown = nth;
  }

  /** Kills the process when it next passes {@code point}. */
  public synchronized void killAt(String point) {
    killPoint = point;
  }

  /**
   * Whether a tool that was started outlives the killed process and finishes its work, as OpenTofu
   * and Ansible do; without it both die at once. Stays so over restarts.
   */
  public synchronized void toolsSurvive(boolean yes) {
    toolsSurvive = yes;
  }

  /** Returns {@code error} the next time that {@code point} is passed; several calls queue up. */
  public synchronized void failAt(String point, DeployError error) {
    failures.computeIfAbsent(point, any -> new ArrayDeque<>()).add(error);
  }

  /** Runs {@code action} once, the next time that {@code point} is passed. */
  public synchronized void onceAt(String point, Runnable action) {
    actions.put(point, action);
  }

  /** Runs {@code action} once, at the {@code nth} point passed from now on, counted from 1. */
  public synchronized void onceAtPoint(int nth, Runnable action) {
    actionCountdown = nth;
    nextAction = action;
  }

  /**
   * Nobody answers at the {@code nth} point passed from now on, counted from 1: the limit of
   * whoever waits there passes at once and is kept in {@link #waits()}.
   */
  public synchronized void hangAtPoint(int nth) {
    hangCountdown = nth;
  }

  /** How long those were ready to wait whom nobody answered. */
  public synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** Every point passed since the last restart, in order. */
  public synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  /** Whether the process was killed and has not been restarted. */
  public synchronized boolean isDead() {
    return dead;
  }

  /**
   * The process is started anew; the world is as the killed one left it. Faults that did not occur
   * are forgotten.
   */
  public synchronized void restart() {
    dead = false;
    killCountdown = 0;
    killPoint = "";
    hangCountdown = 0;
    actionCountdown = 0;
    waits.clear();
    passed.clear();
    failures.clear();
    actions.clear();
  }

  /** What the operating system does when a process dies, such as dropping its locks. */
  public synchronized void atDeath(Runnable action) {
    atDeath.add(action);
  }

  /** Passes a point: dies, or gives the error that was ordered. */
  public Optional<DeployError> pass(String point) {
    List<Runnable> deathActions = List.of();
    Runnable action;
    Optional<DeployError> failure;
    synchronized (this) {
      if (dead) {
        throw new Killed(point);
      }
      passed.add(point);
      if (point.equals(killPoint) || (killCountdown > 0 && --killCountdown == 0)) {
        dead = true;
        deathActions = new ArrayList<>(atDeath);
        deathActions.add(toolsSurvive ? toolAtWork : () -> {});
        toolAtWork = () -> {};
      }
      action = actions.remove(point);
      if (actionCountdown > 0 && --actionCountdown == 0) {
        action = nextAction;
      }
      Deque<DeployError> queue = failures.get(point);
      failure = queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }
    if (isDead()) {
      deathActions.forEach(Runnable::run);
      throw new Killed(point);
    }
    if (action != null) {
      action.run();
    }
    return failure;
  }

  /**
   * Does something by a tool of its own.
   *
   * @param rest everything that the tool does, to be done at once and without passing points when
   *     it survives us
   */
  public <T> Either<DeployError, T> byTool(Runnable rest, Supplier<Either<DeployError, T>> work) {
    synchronized (this) {
      toolAtWork = rest;
    }
    Either<DeployError, T> result = work.get();
    synchronized (this) {
      toolAtWork = () -> {};
    }
    return result;
  }

  /**
   * Passes a point where somebody is waited for, as an adapter does it: not once somebody asked to
   * stop, and no longer than {@code limit}.
   */
  public <T> Either<DeployError, T> pass(
      String point,
      OperationContext context,
      Duration limit,
      Supplier<Either<DeployError, T>> then) {
    return pass(point, context.cancellation(), limit, then);
  }

  /** The same without an operation around it. */
  public <T> Either<DeployError, T> pass(
      String point,
      Cancellation cancellation,
      Duration limit,
      Supplier<Either<DeployError, T>> then) {
    if (cancellation.isRequested()) {
      return Either.left(cancellation.error("before " + point));
    }
    return pass(
        point,
        () ->
            hangs(limit)
                ? Either.left(
                    DeployError.of(
                        "fake.timed_out",
                        ErrorKind.TIMEOUT,
                        "nobody answered at " + point + " within " + limit.toSeconds() + " s",
                        Remedy.advice("run the same command again")))
                : then.get());
  }

  /** Whether nobody answers at the point that was passed last. */
  synchronized boolean hangs(Duration limit) {
    if (hangCountdown == 0 || --hangCountdown > 0) {
      return false;
    }
    waits.add(limit);
    return true;
  }

  /** Passes a point and goes on with {@code then} unless an error was ordered there. */
  public <T> Either<DeployError, T> pass(String point, Supplier<Either<DeployError, T>> then) {
    return pass(point).<Either<DeployError, T>>map(Either::left).orElseGet(then);
  }
}
