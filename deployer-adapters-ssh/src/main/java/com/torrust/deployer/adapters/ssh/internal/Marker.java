package com.torrust.deployer.adapters.ssh.internal;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nothing on a machine can know beforehand, to tell answers from everything else. */
final class Marker {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Marker() {}

  /** A new one. */
  static String create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return "torrust-" + HexFormat.of().formatHex(bytes);
  }
}
