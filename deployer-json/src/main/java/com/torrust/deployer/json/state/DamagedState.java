package com.torrust.deployer.json.state;

/**
 * A stored document does not say what it must; leaves this package as {@code environment.corrupt}
 * only.
 */
final class DamagedState extends Exception {

  private static final long serialVersionUID = 1L;

  /** {@code reason} never quotes a value, because any value may be a secret. */
  DamagedState(String reason) {
    super(reason, null, false, false);
  }
}
