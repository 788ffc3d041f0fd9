package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.sdk.DoctorReport;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code doctor}; when something that is needed is missing it ends with exit code 6.
 *
 * @param report what was found
 * @param environment whose needs were looked at, if one was named
 */
public record DoctorResult(DoctorReport report, Optional<EnvironmentName> environment)
    implements Result {

  @Override
  public Text text() {
    Table table = Table.of("Result", "What", "Found");
    report
        .prerequisites()
        .forEach(
            each ->
                table.row(
                    Checks.status(each.result().status()),
                    Cell.of(each.result().subject()),
                    Cell.of(each.result().detail())));
    Text text = Text.titled(title()).table(table);
    for (Prerequisite each : report.prerequisites()) {
      text.offered(
          each.result().status() == Status.FAIL ? "Fix" : "Advice",
          remedies(each).stream().map(remedy -> each.result().subject() + ": " + remedy).toList());
    }
    report
        .machine()
        .ifPresent(
            machine ->
                text.table(MachineDocument.table(machine))
                    .facts("Fix", MachineDocument.remedies(machine, Severity.BLOCKING))
                    .facts("Advice", MachineDocument.remedies(machine, Severity.WARNING)));
    return Checks.addSecurity(text, report.security());
  }

  private String title() {
    if (!report.machine().map(MachineReport::passed).orElse(true)) {
      return "Something on the machine stands in the way";
    }
    return report.passed()
        ? "This computer has everything that is needed"
        : "This computer lacks something that is needed";
  }

  private List<String> remedies(Prerequisite prerequisite) {
    return prerequisite.remedies().stream()
        .map(remedy -> ErrorReport.word(remedy, environment.map(EnvironmentName::value)))
        .toList();
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", environment.map(EnvironmentName::value))
        .put("result", report.passed() ? "pass" : "fail")
        .putAll(
            "checks",
            report.prerequisites().stream()
                .map(each -> Checks.document(each.result()).put("remedies", remedies(each)))
                .toList())
        .put("machine", report.machine().map(MachineDocument::of))
        .putAll("security", report.security().stream().map(Checks::document).toList());
  }

  @Override
  public int exitCode() {
    return report.passed() ? ExitCode.SUCCESS : ExitCode.PREREQUISITE_MISSING;
  }
}
