package com.torrust.deployer.cli.output;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words an error with the names of this program: what failed, on what, why, what to do next. */
public final class ErrorReport {

  private static final String PROGRAM = "torrust-tracker-deployer";

  private final DeployError error;
  private final Optional<String> logFile;

  /** Reports {@code error}; the log file is named if there is one. */
  public ErrorReport(DeployError error, Optional<String> logFile) {
    this.error = error;
    this.logFile = logFile;
  }

  /** Several lines for people; {@code verbosity} from 1 adds causes and the output's end. */
  public String text(Theme theme, int verbosity) {
    List<String> lines = new ArrayList<>();
    lines.add(theme.error() + " error[" + error.code() + "]: " + error.message());
    for (Finding finding : error.findings()) {
      lines.add("  " + place(finding) + ": " + finding.message() + " [" + finding.rule() + "]");
      lines.add("      fix: " + finding.remedy());
    }
    if (verbosity >= 1) {
      error.causes().forEach(cause -> lines.add("  because: " + cause));
      error.facts().forEach((fact, value) -> lines.add("  " + fact + ": " + value));
    } else {
      error.causes().stream().limit(3).forEach(cause -> lines.add("  because: " + cause));
    }
    error
        .outputTail()
        .subList(Math.max(0, error.outputTail().size() - (verbosity >= 1 ? 40 : 5)), error.outputTail().size())
        .forEach(line -> lines.add("  | " + line));
    error.sideEffects().forEach(effect -> lines.add("  exists now: " + effect));
    hints().forEach(hint -> lines.add("  fix: " + hint));
    error.trace().ifPresent(trace -> lines.add("  trace: " + trace));
    return String.join(System.lineSeparator(), lines);
  }

  private static String place(Finding finding) {
    String where = finding.pointer().isEmpty() ? "(document)" : finding.pointer();
    return finding
        .position()
        .map(position -> where + " (line " + position.line() + ", column " + position.column() + ")")
        .orElse(where);
  }

  /** One JSON object (cli.md 6.4). */
  public Map<String, Object> document() {
    Document inner =
        Document.object()
            .put("code", error.code().value())
            .put("kind", kind(error.kind()))
            .put("message", error.message())
            .put("environment", Optional.ofNullable(error.facts().get("environment")))
            .put("details", error.facts())
            .put("causes", error.causes())
            .put("hints", hints())
            .putAll("findings", error.findings().stream().map(ErrorReport::finding).toList())
            .put("output_tail", error.outputTail())
            .put("side_effects", error.sideEffects())
            .put("trace_file", error.trace())
            .put("log_file", logFile);
    return Document.result().put("error", inner).members();
  }

  /** One finding as an object, the same in errors and in the report of {@code validate}. */
  public static Document finding(Finding finding) {
    return Document.object()
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("rule", finding.rule())
        .put("code", finding.code().value())
        .put("pointer", finding.pointer())
        .put("message", finding.message())
        .put("remedy", finding.remedy())
        .put("line", finding.position().map(Finding.Position::line))
        .put("column", finding.position().map(Finding.Position::column));
  }

  private List<String> hints() {
    String environment = error.facts().getOrDefault("environment", "");
    return error.remedies().stream().map(remedy -> word(remedy, environment)).toList();
  }

  private static String word(Remedy remedy, String environment) {
    if (remedy instanceof Remedy.Run run) {
      List<String> words = new ArrayList<>(List.of(PROGRAM, run.operation()));
      boolean takesName = !run.operation().equals("list") && !run.operation().startsWith("create");
      if (takesName && !environment.isEmpty()) {
        words.add(environment);
      }
      if (!run.arguments().isEmpty()) {
        words.add(run.arguments());
      }
      return String.join(" ", words);
    }
    if (remedy instanceof Remedy.EditConfiguration edit) {
      return "in the configuration, at " + edit.pointer() + ": " + edit.text();
    }
    return ((Remedy.Advice) remedy).text();
  }

  private static String kind(ErrorKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
