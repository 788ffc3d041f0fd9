package com.torrust.deployer.mcp.operation;

/** Hears how far an operation is. */
@FunctionalInterface
public interface Watch {

  /**
   * A step has begun.
   *
   * @param number of the step, from 1
   * @param total how many there are
   */
  void step(int number, int total, String description);
}
