package com.torrust.deployer.domain.port;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what an adapter keeps open for a whole operation, in the reverse order of registration, when
 * the operation ends. Thread-safe.
 */
public final class Finalizers implements AutoCloseable {

  private final Deque<Runnable> actions = new ArrayDeque<>();

  /** Runs {@code action} when the operation ends. It must not throw and has to be quick. */
  public synchronized void atEnd(Runnable action) {
    actions.push(action);
  }

  /** Runs and forgets every action. */
  @Override
  public synchronized void close() {
    while (!actions.isEmpty()) {
      actions.pop().run();
    }
  }
}
