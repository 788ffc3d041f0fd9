package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.machine.HostKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The operator's public key. Its path comes from a configuration, so that it may lead to what has
 * no end or never answers.
 */
final class PublicKeyFile {

  private static final int LARGEST = 64 * 1024;

  private PublicKeyFile() {}

  /** The key in the file; nothing when there is none. */
  static Optional<HostKey> read(Path publicKey) {
    if (!Files.isRegularFile(publicKey)) {
      return Optional.empty();
    }
    try (InputStream file = Files.newInputStream(publicKey)) {
      // A comment in another encoding is no flaw.
      return HostKey.parse(
          new String(file.readNBytes(LARGEST), StandardCharsets.ISO_8859_1).strip());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
