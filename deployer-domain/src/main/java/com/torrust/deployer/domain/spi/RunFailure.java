package com.torrust.deployer.domain.spi;

import java.time.Duration;
import java.util.List;

/** Why a program did not end by itself. */
public sealed interface RunFailure {

  /** What it printed last, redacted. */
  List<String> tail();

  /** It could not be started: not found, not executable, no such working directory. */
  record NotStarted(String program, String reason) implements RunFailure {

    @Override
    public List<String> tail() {
      return List.of();
    }
  }

  /**
   * A time limit passed, of the whole run or of silence; the program was asked to stop and is gone.
   */
  record TimedOut(Duration after, boolean silent, List<String> tail) implements RunFailure {}

  /** Somebody asked to stop; the program was asked to stop and is gone. */
  record Cancelled(String reason, List<String> tail) implements RunFailure {}

  /** A surviving program is gone and left no exit code: it was killed, or the machine restarted. */
  record Vanished(List<String> tail) implements RunFailure {}
}
