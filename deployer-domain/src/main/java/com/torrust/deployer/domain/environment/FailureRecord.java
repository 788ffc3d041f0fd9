package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Why an operation failed, short enough to stand in the state file; the full story is in the trace.
 * Immutable.
 */
@Value.Immutable
public interface FailureRecord {

  /** The step that failed, if one had begun. */
  Optional<StepId> step();

  /** Code of the error. */
  ErrorCode code();

  /** Class of the error. */
  ErrorKind kind();

  /** The error's sentence, redacted. */
  String message();

  /** When the operation began. */
  Instant startedAt();

  /** When it failed. */
  Instant failedAt();

  /** What exists because of the operation. */
  List<String> sideEffects();

  /** Path of the trace relative to the working directory, if one was written. */
  Optional<String> trace();
}
