package com.torrust.deployer.domain.event;

/**
 * Hears every event of an operation, in order, on the thread that runs the operation. A listener
 * that throws is logged once and never changes the result; one that is slow slows the operation.
 */
@FunctionalInterface
public interface DeployListener {

  /** Called once for each event. */
  void on(DeployEvent event);

  /** Hears nothing. */
  static DeployListener silent() {
    return event -> {};
  }
}
