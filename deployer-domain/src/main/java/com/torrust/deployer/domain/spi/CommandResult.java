package com.torrust.deployer.domain.spi;

import java.time.Duration;
import java.util.List;

/**
 * A program that ended by itself.
 *
 * @param exitCode its exit code; 128 + n when signal n ended it
 * @param captured standard output, redacted, up to the command's limit; empty when nothing was to
 *     be kept
 * @param tail the last lines of both outputs, redacted
 * @param duration how long it ran
 */
public record CommandResult(int exitCode, String captured, List<String> tail, Duration duration) {

  /** Whether the exit code is 0. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
