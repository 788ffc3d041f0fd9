package com.torrust.deployer.domain.error;

/**
 * The coarse class of an error. Front ends derive exit codes from it, so that a new code of an
 * adapter still ends the program in the right way.
 */
public enum ErrorKind {
  /** The call itself is wrong: an argument, a missing input file. */
  USAGE,
  /** The configuration breaks a rule. */
  CONFIGURATION,
  /** The environment, or another thing that was named, does not exist. */
  NOT_FOUND,
  /** The environment's state, or its existence, does not allow the operation. */
  STATE,
  /** Another process or operator holds the environment or its machine. */
  LOCK,
  /** Something on this computer is missing or unfit: a tool, its version, a key, a permission. */
  PREREQUISITE,
  /** The provider of machines, or the tool that speaks to it, refused or failed. */
  PROVIDER,
  /** The machine could not be reached or refused the login. */
  CONNECTIVITY,
  /** A step on the machine failed. */
  REMOTE,
  /** The stack was started but is not healthy. */
  HEALTH,
  /** The checks of {@code test} failed. */
  CHECKS,
  /** A local file could not be read or written. */
  FILESYSTEM,
  /** A state file exists but cannot be understood; it is left as it is. */
  CORRUPT_STATE,
  /** A time limit passed. */
  TIMEOUT,
  /** The confirmation was declined or could not be asked for. */
  CONFIRMATION,
  /** The caller cancelled the operation. */
  CANCELLED,
  /** A defect of this program. */
  INTERNAL
}
