package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.ImmutableFinding;

/**
 * What a fact about a machine means.
 *
 * @param severity how much it matters
 * @param code stable name
 * @param message one sentence: what is, and what follows from it
 * @param remedy what to do, one imperative sentence; empty when there is nothing to do
 */
public record MachineFinding(Severity severity, ErrorCode code, String message, String remedy) {

  /** What errors name as the rule behind findings about a machine. */
  public static final String RULE = "preflight";

  /** How much a finding matters. */
  public enum Severity {
    /** As it should be. */
    FINE,
    /** Will be changed. */
    CHANGE,
    /** Does not stand in the way, but people should know. */
    WARNING,
    /** Stands in the way: nothing is begun before it is gone. */
    BLOCKING
  }

  static MachineFinding fine(String code, String message) {
    return new MachineFinding(Severity.FINE, new ErrorCode(code), message, "");
  }

  static MachineFinding change(String code, String message) {
    return new MachineFinding(Severity.CHANGE, new ErrorCode(code), message, "");
  }

  static MachineFinding warning(String code, String message, String remedy) {
    return new MachineFinding(Severity.WARNING, new ErrorCode(code), message, remedy);
  }

  static MachineFinding blocking(String code, String message, String remedy) {
    return new MachineFinding(Severity.BLOCKING, new ErrorCode(code), message, remedy);
  }

  /** The class of the error that it becomes when it is the only thing in the way. */
  ErrorKind kind() {
    return code.family().equals("ssh") ? ErrorKind.CONNECTIVITY : ErrorKind.REMOTE;
  }

  /** The same as part of an error. */
  Finding asFinding() {
    return ImmutableFinding.builder()
        .severity(isBlocking() ? Finding.Severity.ERROR : Finding.Severity.WARNING)
        .rule(RULE)
        .code(code)
        .pointer("")
        .message(message)
        .remedy(remedy)
        .build();
  }

  /** Whether it stands in the way. */
  public boolean isBlocking() {
    return severity == Severity.BLOCKING;
  }
}
