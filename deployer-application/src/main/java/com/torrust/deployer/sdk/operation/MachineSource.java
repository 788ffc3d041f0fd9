package com.torrust.deployer.sdk.operation;

/**
 * Where an environment's machine comes from. Part of a request to deploy, so that a machine which
 * somebody began to register is never doubled by one that is paid for.
 */
public sealed interface MachineSource {

  /** The configured provider makes it. */
  static MachineSource provider() {
    return new Provider();
  }

  /** It exists and is adopted; nothing of it is ever destroyed. */
  static MachineSource existing(Registration registration) {
    return new Existing(registration);
  }

  /** The configured provider makes it. */
  record Provider() implements MachineSource {}

  /**
   * It exists.
   *
   * @param registration where it is
   */
  record Existing(Registration registration) implements MachineSource {}
}
