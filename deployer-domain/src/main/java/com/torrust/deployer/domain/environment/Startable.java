package com.torrust.deployer.domain.environment;

/** Where {@code run} is allowed: a release is installed. */
public sealed interface Startable extends Environment permits Released, RunFailed, Running {

  /** Saved before the first side effect: begins, repeats or takes up {@code run}. */
  default Released startRunning(OperationRecord operation) {
    return new Released(StateData.of(this).begin(operation));
  }
}
