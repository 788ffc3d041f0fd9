package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.service.CheckResult;
import java.util.List;
import java.util.Locale;

/** Answers to checks, in tables and objects. */
final class Checks {

  private Checks() {}

  /** A row for each check. */
  static Table table(List<CheckResult> checks) {
    Table table = Table.of("Result", "What", "Answer");
    checks.forEach(
        check ->
            table.row(
                status(check.status()),
                Cell.of(check.subject()),
                Cell.of(check.detail() + check.code().map(code -> " [" + code + "]").orElse(""))));
    return table;
  }

  /** A part of its own for what protects the machine, item by item; none without items. */
  static Text addSecurity(Text text, List<CheckResult> security) {
    if (security.isEmpty()) {
      return text;
    }
    long open = security.stream().filter(CheckResult::failed).count();
    String title =
        open == 0
            ? "Security: everything that was asked on the machine holds"
            : "Security: " + open + " of " + security.size() + " items do not hold";
    return text.head(title).table(table(security));
  }

  /** The outcome as a painted cell. */
  static Cell status(CheckResult.Status status) {
    return Cell.of(
        word(status),
        switch (status) {
          case PASS -> Meaning.GOOD;
          case WARN -> Meaning.DOUBTFUL;
          case FAIL -> Meaning.BAD;
          case SKIP -> Meaning.MINOR;
        });
  }

  /** One check as an object. */
  static Document document(CheckResult check) {
    Document document =
        Document.object()
            .put("id", check.id())
            .put("subject", check.subject())
            .put("status", word(check.status()))
            .put("detail", check.detail())
            .put("duration_ms", check.duration().toMillis());
    check.code().ifPresent(code -> document.put("code", code.value()));
    return document;
  }

  private static String word(CheckResult.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
