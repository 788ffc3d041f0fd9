package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop, shared by everything that works for one operation. It is asked for once and
 * never taken back. Thread-safe.
 */
public final class Cancellation {

  private final List<Runnable> hooks = new ArrayList<>();
  private String reason;

  private Cancellation() {}

  /** Not requested yet. */
  public static Cancellation create() {
    return new Cancellation();
  }

  /**
   * Asks to stop. The first call runs the hooks on the calling thread and keeps its reason; further
   * calls do nothing.
   *
   * @return whether this was the first call
   */
  public boolean request(String why) {
    List<Runnable> toRun;
    synchronized (hooks) {
      if (reason != null) {
        return false;
      }
      reason = why;
      toRun = List.copyOf(hooks);
      hooks.clear();
    }
    toRun.forEach(Runnable::run);
    return true;
  }

  /** Why to stop, once somebody asked for it. */
  public Optional<String> reason() {
    synchronized (hooks) {
      return Optional.ofNullable(reason);
    }
  }

  /** The error {@code operation.cancelled} of what was stopped {@code when}. */
  public DeployError error(String when) {
    return DeployError.of(
        "operation.cancelled",
        ErrorKind.CANCELLED,
        "stopped " + when + ": " + reason().orElse("on request"),
        Remedy.advice("run the same command again: it goes on where this one stopped"));
  }

  /** Whether somebody asked to stop. */
  public boolean isRequested() {
    return reason().isPresent();
  }

  /**
   * Runs {@code hook} when somebody asks to stop, at once if that has happened. The hook must be
   * quick and not throw.
   *
   * @return takes the hook out again when run
   */
  public Runnable onRequest(Runnable hook) {
    synchronized (hooks) {
      if (reason == null) {
        hooks.add(hook);
        return () -> remove(hook);
      }
    }
    hook.run();
    return () -> {};
  }

  /**
   * Waits between two attempts, but not longer than until somebody asks to stop. An interrupt of
   * the calling thread counts as that wish.
   *
   * @param length how long
   * @return whether the whole time passed
   */
  public boolean pause(Duration length) {
    CountDownLatch asked = new CountDownLatch(1);
    Runnable forget = onRequest(asked::countDown);
    try {
      return !asked.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      request("the calling thread was interrupted");
      return false;
    } finally {
      forget.run();
    }
  }

  private void remove(Runnable hook) {
    synchronized (hooks) {
      hooks.remove(hook);
    }
  }
}
