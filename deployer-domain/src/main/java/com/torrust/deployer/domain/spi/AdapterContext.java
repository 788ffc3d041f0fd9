package com.torrust.deployer.domain.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What an adapter is made from. Immutable; its parts are thread-safe. */
@Value.Immutable
public interface AdapterContext {

  /** Absolute folder that holds {@code data/} and {@code build/}. */
  Path workingDirectory();

  /**
   * Environment variables that were given to us; adapters pass on by name what a tool needs, never
   * all.
   */
  Map<String, String> variables();

  /** Starts other programs. */
  CommandRunner commands();

  /** The time. */
  InstantSource clock();

  /** Templates that replace embedded ones. */
  Optional<Path> templates();
}
