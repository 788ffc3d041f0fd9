package com.torrust.deployer.domain.error;

/**
 * The bridge for callers who prefer exceptions: {@code
 * either.getOrElseThrow(DeployException::new)}. The library itself never throws it.
 */
public final class DeployException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DeployError error;

  /** Wraps {@code error}; the message is the error's own sentence with its code. */
  public DeployException(DeployError error) {
    super(error.message() + " [" + error.code() + "]");
    this.error = error;
  }

  /** The value that the {@code Left} held. */
  public DeployError error() {
    return error;
  }
}
