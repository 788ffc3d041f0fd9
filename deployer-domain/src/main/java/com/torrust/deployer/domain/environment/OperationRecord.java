package com.torrust.deployer.domain.environment;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The operation that is at work on an environment, or was when its process died. It stands in the
 * state file before the first side effect, so that the file always says what may have happened.
 * Immutable.
 */
@Value.Immutable
public interface OperationRecord {

  /** Names the operation. */
  OperationId id();

  /** What it does. */
  OperationKind kind();

  /** Who does it. */
  Holder holder();

  /** Since when. */
  Instant since();

  /** The step it has reached. */
  Optional<StepId> step();

  /** The same operation at a later step. */
  default OperationRecord at(StepId reached) {
    return ImmutableOperationRecord.copyOf(this).withStep(reached);
  }
}
