package com.torrust.deployer.domain.port;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what an adapter keeps open for a whole operation, in the reverse order of registration, when
 * the operation ends. Thread-safe.
 */
public final class Finalizers implements AutoCloseable {

  private final Deque<Runnable> actions = new ArrayDeque<>();

  /** Nothing is open yet. */
  public Finalizers() {}

  /** Runs {@code action} when the operation ends. It must not throw and has to be quick. */
  public synchronized void atEnd(Runnable action) {
    actions.push(action);
  }

  /**
   * Runs and forgets every action, also those after one that throws; throws what that one threw.
   */
  @Override
  public synchronized void close() {
    if (actions.isEmpty()) {
      return;
    }
    try {
      actions.pop().run();
    } finally {
      close();
    }
  }
}
