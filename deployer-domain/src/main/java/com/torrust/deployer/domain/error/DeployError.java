package com.torrust.deployer.domain.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Why an operation did not do what it was asked to. One shape for every failure, whichever way it
 * leaves through: SDK, text, JSON, state file. Immutable; never holds a secret.
 *
 * <p>The {@link #message()} is one plain sentence, made where the facts are known. Longer help and
 * the exact spelling of commands belong to the front end, which words {@link #remedies()}.
 */
@Value.Immutable
public interface DeployError {

  /** Stable name of this failure. */
  ErrorCode code();

  /** Coarse class, from which exit codes follow. */
  ErrorKind kind();

  /** One sentence without secrets: verb, object and cause; values in single quotes. */
  String message();

  /**
   * What is known about the failure, by documented name: {@code environment}, {@code step}, {@code
   * path}, {@code host}, {@code port}, {@code attempts}, {@code expected}, {@code actual}, {@code
   * holder} … Values are plain text.
   */
  Map<String, String> facts();

  /** The chain below this error, outermost first. */
  List<String> causes();

  /** What to do next, best first. */
  List<Remedy> remedies();

  /** The single problems behind an error about a document; empty otherwise. */
  List<Finding> findings();

  /** Last lines of the tool that failed, redacted and bounded. */
  List<String> outputTail();

  /**
   * What exists now because of the failed operation and was not removed, such as {@code lxd
   * instance 'demo'}.
   */
  List<String> sideEffects();

  /** Id of the trace that was written for this failure, if any. */
  Optional<String> trace();

  /** Starts an error with its three required facts. */
  static ImmutableDeployError.Builder because(String code, ErrorKind kind, String message) {
    return ImmutableDeployError.builder().code(new ErrorCode(code)).kind(kind).message(message);
  }

  /** An error that needs no more than its sentence and one remedy. */
  static DeployError of(String code, ErrorKind kind, String message, Remedy remedy) {
    return because(code, kind, message).addRemedies(remedy).build();
  }

  /** The same error with one more fact; a fact that is already known is kept. */
  default DeployError with(String fact, String value) {
    return facts().containsKey(fact)
        ? this
        : ImmutableDeployError.builder().from(this).putFacts(fact, value).build();
  }

  /** The same error, known to have left a trace. */
  default DeployError traced(String traceId) {
    return ImmutableDeployError.copyOf(this).withTrace(traceId);
  }
}
