package com.torrust.deployer.adapters.local.probe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A client that a tracker has not met: it announces the one torrent that is reserved for checks,
 * and that nobody has.
 *
 * @param id 20 bytes; names us and nobody else
 * @param port where it would listen
 */
record AnnouncingPeer(String id, int port) {

  private static final String RESERVED = "torrust-tracker-deployer: reserved for announce checks";
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 40_000;

  static AnnouncingPeer anybody() {
    RandomGenerator random = RandomGenerator.getDefault();
    String id =
        "-TD0100-" + String.format(Locale.ROOT, "%012d", random.nextLong(1_000_000_000_000L));
    return new AnnouncingPeer(id, FIRST_PORT + random.nextInt(PORTS));
  }

  /** The torrent's 20 bytes. */
  static byte[] infoHash() {
    try {
      return MessageDigest.getInstance("SHA-1").digest(RESERVED.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }

  /** What a second client heard of the first one. */
  static NetworkProbe.Answer heardOf(int peers) {
    return peers > 0
        ? NetworkProbe.Answer.pass(
            "two announces answered, the second with " + peers + (peers == 1 ? " peer" : " peers"))
        : NetworkProbe.Answer.warn(
            "two announces answered, but the second client was given no peer");
  }
}
