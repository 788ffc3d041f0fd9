package com.torrust.deployer.domain.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One finished operation. Immutable. */
@Value.Immutable
public interface HistoryEntry {

  /** How an operation ended. */
  enum Outcome {
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** Names the operation. */
  OperationId operation();

  /** What it did. */
  OperationKind kind();

  /** Who did it. */
  Holder holder();

  /** On whose behalf it was done, if the caller said so. */
  Optional<String> actor();

  /** When it began. */
  Instant startedAt();

  /** How long it took. */
  Duration duration();

  /** How it ended. */
  Outcome outcome();

  /** The state it left, if the environment still exists. */
  Optional<StateName> state();

  /** Code of the error, if it failed. */
  Optional<String> error();
}
