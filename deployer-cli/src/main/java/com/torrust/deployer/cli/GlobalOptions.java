package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.OutputFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public final class GlobalOptions {

  @Option(
      names = "--working-dir",
      paramLabel = "<PATH>",
      scope = ScopeType.INHERIT,
      defaultValue = ".",
      description = "Folder that holds data/ and build/ (default: ${DEFAULT-VALUE}).")
  private Path workingDir = Path.of(".");

  @Option(
      names = "--output-format",
      paramLabel = "<FORMAT>",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description =
          "Format of the result on standard output: ${COMPLETION-CANDIDATES}. auto is text on a terminal and json"
              + " elsewhere; scripts should say what they want.")
  private OutputFormat outputFormat = OutputFormat.auto;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show more: -v steps and long help of errors, -vv facts, -vvv tool output.")
  private boolean[] verbose = new boolean[0];

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Show errors and the result only.")
  private boolean quiet;

  @Option(
      names = "--templates-dir",
      paramLabel = "<PATH>",
      scope = ScopeType.INHERIT,
      description = "Folder with templates that replace the embedded ones.")
  private Path templatesDir;

  @Option(
      names = "--wait-lock",
      paramLabel = "<SECONDS>",
      scope = ScopeType.INHERIT,
      defaultValue = "0",
      description = "How long to wait for another process to give the environment free (default: ${DEFAULT-VALUE}).")
  private int waitLock;

  @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a defect.")
  private boolean debug;

  @Option(
      names = "--log-file-format",
      paramLabel = "<FORMAT>",
      scope = ScopeType.INHERIT,
      defaultValue = "compact",
      description = "Layout of the log file: pretty, json or compact (default: ${DEFAULT-VALUE}).")
  private String logFileFormat = "compact";

  @Option(
      names = "--log-stderr-format",
      paramLabel = "<FORMAT>",
      scope = ScopeType.INHERIT,
      defaultValue = "pretty",
      description = "Layout of log lines on standard error: pretty, json or compact (default: ${DEFAULT-VALUE}).")
  private String logStderrFormat = "pretty";

  @Option(
      names = "--log-output",
      paramLabel = "<MODE>",
      scope = ScopeType.INHERIT,
      defaultValue = "file-only",
      description = "Where log lines go: file-only or file-and-stderr (default: ${DEFAULT-VALUE}).")
  private String logOutput = "file-only";

  @Option(
      names = "--log-dir",
      paramLabel = "<PATH>",
      scope = ScopeType.INHERIT,
      description = "Folder of log.txt (default: data/logs in the working folder).")
  private Path logDir;

  /** Folder that holds {@code data/} and {@code build/}. */
  public Path workingDirectory() {
    return workingDir;
  }

  /** How the result is written. */
  public OutputFormat outputFormat() {
    return outputFormat;
  }

  /** -1 quiet, 0 normal, 1–3 more. */
  public int verbosity() {
    return quiet ? -1 : Math.min(verbose.length, 3);
  }

  /** Templates that replace embedded ones. */
  public Optional<Path> templates() {
    return Optional.ofNullable(templatesDir);
  }

  /** How long to wait for the lock. */
  public Duration lockWait() {
    return Duration.ofSeconds(Math.max(0, waitLock));
  }

  /** Whether defects show their stack trace. */
  public boolean debug() {
    return debug;
  }

  /** Where and how the log is written. */
  public LogSettings log() {
    return new LogSettings(
        Optional.ofNullable(logDir).orElseGet(() -> workingDir.resolve("data/logs")),
        logFileFormat,
        logStderrFormat,
        logOutput.equals("file-and-stderr"));
  }

  /**
   * Settings of the log.
   *
   * @param folder where {@code log.txt} is
   * @param fileFormat {@code pretty}, {@code json} or {@code compact}
   * @param stderrFormat the same for standard error
   * @param onStderr whether log lines go to standard error as well
   */
  public record LogSettings(Path folder, String fileFormat, String stderrFormat, boolean onStderr) {}
}
