package com.torrust.deployer.json;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Errors and findings as objects. */
public final class ErrorDocument {

  private ErrorDocument() {}

  /**
   * An error as a document of its own.
   *
   * @param log the log file, if there is one
   */
  public static Document of(DeployError error, Optional<Path> log) {
    return Document.result()
        .put(
            "error",
            Document.object()
                .put("code", error.code().value())
                .put("kind", Document.word(error.kind()))
                .put("exit_code", ExitCode.of(error))
                .put("message", error.message())
                .put("environment", environment(error))
                .put("details", error.facts())
                .put("causes", error.causes())
                .put("hints", hints(error))
                .putAll("findings", error.findings().stream().map(ErrorDocument::of).toList())
                .put("output_tail", error.outputTail())
                .put("side_effects", error.sideEffects())
                .put("trace_file", error.trace())
                .put("log_file", log.map(Path::toString)));
  }

  /** A finding, the same in errors and in reports. */
  public static Document of(Finding finding) {
    return Document.object()
        .put("severity", Document.word(finding.severity()))
        .put("rule", finding.rule())
        .put("code", finding.code().value())
        .put("pointer", finding.pointer())
        .put("message", finding.message())
        .put("remedy", finding.remedy())
        .put("line", finding.position().map(Finding.Position::line))
        .put("column", finding.position().map(Finding.Position::column));
  }

  /** What to do about an error, best first, as commands and advice. */
  public static List<String> hints(DeployError error) {
    return error.remedies().stream()
        .map(remedy -> Commands.of(remedy, environment(error)))
        .toList();
  }

  private static Optional<String> environment(DeployError error) {
    return Optional.ofNullable(error.facts().get("environment"));
  }
}
