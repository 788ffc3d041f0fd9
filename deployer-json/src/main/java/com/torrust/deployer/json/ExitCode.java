package com.torrust.deployer.json;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;

/** How the program ends, by class of error; part of the documents about errors. */
public final class ExitCode {

  /** All went well. */
  public static final int SUCCESS = 0;

  /** A failure without a class of its own, a defect among them. */
  public static final int FAILURE = 1;

  /** The call was wrong. */
  public static final int USAGE = 2;

  /** The checks of {@code test} failed. */
  public static final int CHECKS_FAILED = 9;

  /** The configuration is invalid. */
  public static final int INVALID_CONFIGURATION = 5;

  /** Something that is needed on this computer is missing or unfit. */
  public static final int PREREQUISITE_MISSING = 6;

  private ExitCode() {}

  /** The code for an error. */
  public static int of(DeployError error) {
    return of(error.kind());
  }

  /** The code for a class of errors. */
  public static int of(ErrorKind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case NOT_FOUND -> 3;
      case STATE -> 4;
      case CONFIGURATION -> INVALID_CONFIGURATION;
      case PREREQUISITE -> PREREQUISITE_MISSING;
      case PROVIDER, CONNECTIVITY, REMOTE, HEALTH, TIMEOUT -> 7;
      case LOCK -> 8;
      case CHECKS -> CHECKS_FAILED;
      case CONFIRMATION -> 10;
      case CORRUPT_STATE -> 11;
      case CANCELLED -> 130;
      case FILESYSTEM, INTERNAL -> FAILURE;
    };
  }
}
