package com.torrust.deployer.adapters.local.probe;

/** A service answered, but not as it should; becomes the detail of a failed check. */
final class ProbeFailed extends Exception {

  private static final long serialVersionUID = 1L;

  ProbeFailed(String detail) {
    super(detail, null, false, false);
  }
}
