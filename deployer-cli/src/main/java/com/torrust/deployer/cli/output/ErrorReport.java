package com.torrust.deployer.cli.output;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.preflight.MachineFinding;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words an error with the names of this program: what failed, on what, why, what to do next. */
public final class ErrorReport {

  private static final int FEW = 3;
  private static final int SHORT_TAIL = 5;
  private static final int LONG_TAIL = 40;

  private final DeployError error;
  private final Optional<Path> log;

  /** Reports {@code error}; the log file is named if there is one. */
  public ErrorReport(DeployError error, Optional<Path> log) {
    this.error = error;
    this.log = log;
  }

  /**
   * Several lines for people; {@code verbosity} from 1 adds facts, all causes and more of the
   * output.
   */
  public String text(Page page, int verbosity) {
    boolean isLong = verbosity >= 1;
    List<String> lines = new ArrayList<>();
    lines.addAll(headline(page));
    for (Finding finding : error.findings()) {
      if (!finding.message().equals(error.message())) {
        add(
            lines,
            page,
            "  ",
            finding.rule().equals(MachineFinding.RULE)
                ? finding.message() + " [" + finding.code() + "]"
                : place(finding) + ": " + finding.message() + " [" + finding.rule() + "]");
        add(lines, page, "      ", "fix: " + finding.remedy());
      }
    }
    error.causes().stream()
        .limit(isLong ? Integer.MAX_VALUE : FEW)
        .forEach(cause -> add(lines, page, "  ", "because: " + cause));
    if (isLong) {
      error.facts().forEach((fact, value) -> add(lines, page, "  ", fact + ": " + value));
    }
    tail(isLong ? LONG_TAIL : SHORT_TAIL).forEach(line -> lines.add("  | " + printable(line)));
    error.sideEffects().forEach(effect -> add(lines, page, "  ", "exists now: " + effect));
    ErrorDocument.hints(error).stream()
        .filter(hint -> !isNamed(hint))
        .forEach(hint -> lines.addAll(hint(page, hint)));
    error.trace().ifPresent(trace -> add(lines, page, "  ", "trace: " + trace));
    log.ifPresent(file -> add(lines, page, "  ", "log: " + file));
    if (isLong) {
      add(lines, page, "  ", "explained by: " + Version.PROGRAM + " docs errors " + error.code());
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** A command is there to be pasted, however narrow the terminal is. */
  private static List<String> hint(Page page, String hint) {
    if (hint.startsWith(Version.PROGRAM + " ")) {
      return List.of("  fix: " + printable(page.offers().whole(hint)));
    }
    List<String> lines = new ArrayList<>();
    add(lines, page, "  ", "fix: " + hint);
    return lines;
  }

  /** Whether a finding above has the same remedy at its place. */
  private boolean isNamed(String hint) {
    return error.findings().stream()
        .filter(finding -> !finding.message().equals(error.message()))
        .anyMatch(finding -> hint.endsWith(finding.remedy()));
  }

  private List<String> headline(Page page) {
    String label = "error[" + error.code() + "]:";
    List<String> wrapped =
        page.wrap(page.theme().error() + " " + label + " " + printable(error.message()), 2);
    List<String> lines = new ArrayList<>();
    for (String line : wrapped) {
      lines.add(
          lines.isEmpty()
              ? line.replace(label, page.palette().paint(Meaning.BAD, label))
              : "  " + line);
    }
    return lines;
  }

  private static void add(List<String> lines, Page page, String indentation, String text) {
    List<String> wrapped = page.wrap(printable(text), indentation.length());
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(indentation + (i == 0 ? "" : "  ") + wrapped.get(i));
    }
  }

  /** Messages quote what users and tools wrote; none of it may move the cursor. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (char character : text.toCharArray()) {
      shown.append(Character.isISOControl(character) ? ' ' : character);
    }
    return shown.toString();
  }

  private List<String> tail(int lines) {
    List<String> tail = error.outputTail();
    return tail.subList(Math.max(0, tail.size() - lines), tail.size());
  }

  private static String place(Finding finding) {
    String where = finding.pointer().isEmpty() ? "(document)" : finding.pointer();
    return finding
        .position()
        .map(
            position -> where + " (line " + position.line() + ", column " + position.column() + ")")
        .orElse(where);
  }

  /** The same for programs. */
  public Document document() {
    return ErrorDocument.of(error, log);
  }
}
