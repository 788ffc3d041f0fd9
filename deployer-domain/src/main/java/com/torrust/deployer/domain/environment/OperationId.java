package com.torrust.deployer.domain.environment;

/**
 * Names one operation in events, history, traces and locks.
 *
 * @param value unique text without spaces
 */
public record OperationId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
