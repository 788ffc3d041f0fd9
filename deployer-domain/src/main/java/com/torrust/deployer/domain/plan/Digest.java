package com.torrust.deployer.domain.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.release.Artifacts;
import java.nio.charset.StandardCharsets;

/** A short name for rendered content. */
final class Digest {

  private Digest() {}

  static String of(Artifacts artifacts) {
    Hasher hasher = Hashing.sha256().newHasher();
    artifacts
        .files()
        .forEach(
            file ->
                hasher
                    .putString(file.path() + "\n", StandardCharsets.UTF_8)
                    .putInt(file.text().length())
                    .putString(file.text(), StandardCharsets.UTF_8));
    return hasher.hash().toString().substring(0, 16);
  }
}
