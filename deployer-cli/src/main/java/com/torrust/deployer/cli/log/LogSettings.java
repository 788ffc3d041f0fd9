package com.torrust.deployer.cli.log;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the log is written.
 *
 * @param folder where {@code log.txt} is
 * @param isAskedFor whether the user named the folder: then even commands that only look write a
 *     log
 * @param fileFormat layout of the file
 * @param stderrFormat layout on standard error
 * @param output where lines go
 * @param filter levels as {@code level} or {@code name=level,…}; {@code info} when it is absent or
 *     makes no sense
 */
public record LogSettings(
    Path folder,
    boolean isAskedFor,
    LogFormat fileFormat,
    LogFormat stderrFormat,
    LogOutput output,
    Optional<String> filter) {

  /** The file that is written. */
  public Path file() {
    return folder.resolve("log.txt");
  }

  /** Whether a command that only looks has to log. */
  public boolean isWanted() {
    return isAskedFor || output == LogOutput.FILE_AND_STDERR;
  }
}
