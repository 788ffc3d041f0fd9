package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.spi.Stdin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A script that comes with this adapter. It travels on standard input, because nothing of ours need
 * be on the machine.
 */
final class EmbeddedScript {

  private EmbeddedScript() {}

  /** The content of a script. */
  static Stdin text(String file) {
    try (InputStream stream = EmbeddedScript.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the script '" + file + "' is missing from the jar");
      }
      return Stdin.of(stream.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the script '" + file + "' from the jar", failure);
    }
  }
}
