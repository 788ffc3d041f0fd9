package com.torrust.deployer.domain.release;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** A short name that is made from content: the same content always has the same one. */
final class ContentDigest {

  private static final int LENGTH = 16;

  private final Hasher hasher = Hashing.sha256().newHasher();

  /** Adds something that is written on one line. */
  ContentDigest line(Object line) {
    hasher.putString(line + "\n", StandardCharsets.UTF_8);
    return this;
  }

  /** Adds a text of any length. */
  ContentDigest text(String text) {
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    return this;
  }

  /** The name; nothing can be added afterwards. */
  String value() {
    return hasher.hash().toString().substring(0, LENGTH);
  }
}
