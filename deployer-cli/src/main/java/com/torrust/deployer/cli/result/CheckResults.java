package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ExitCode;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.StatusReport;
import com.torrust.deployer.sdk.operation.StatusReport.Health;
import com.torrust.deployer.sdk.operation.TestReport;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of asking machines, providers, services and this computer. */
public final class CheckResults {

  private CheckResults() {}

  /** {@code test}; a negative one ends with exit code 9. */
  public static Result tested(TestReport report) {
    return new Result.Report(
        ResultDocuments.tested(report),
        () -> text(report),
        report.passed() ? ExitCode.SUCCESS : ExitCode.CHECKS_FAILED);
  }

  private static Text text(TestReport report) {
    long failed = report.checks().stream().filter(CheckResult::failed).count();
    String outcome =
        report.passed()
            ? " passed"
            : " failed: " + failed + " of " + report.checks().size() + " checks";
    Text text =
        Text.titled("Test of " + report.environment() + outcome)
            .fact("Address", report.address())
            .table(Parts.checks(report.checks()));
    return Parts.security(text, report.security());
  }

  /** {@code doctor}; when something that is needed is missing it ends with exit code 6. */
  public static Result doctor(DoctorReport report, Optional<EnvironmentName> environment) {
    return new Result.Report(
        ResultDocuments.doctor(report, environment),
        () -> text(report, environment.map(EnvironmentName::value)),
        report.passed() ? ExitCode.SUCCESS : ExitCode.PREREQUISITE_MISSING);
  }

  private static Text text(DoctorReport report, Optional<String> environment) {
    Table table = Table.of("Result", "What", "Found");
    report
        .prerequisites()
        .forEach(
            each ->
                table.row(
                    Parts.status(each.result().status()),
                    each.result().subject(),
                    each.result().detail()));
    Text text = Text.titled(title(report)).table(table);
    for (Prerequisite each : report.prerequisites()) {
      text.offered(
          each.result().status() == Status.FAIL ? "Fix" : "Advice",
          each.remedies().stream()
              .map(remedy -> each.result().subject() + ": " + Commands.of(remedy, environment))
              .toList());
    }
    report
        .machine()
        .ifPresent(
            machine ->
                text.table(Parts.findings(machine))
                    .facts("Fix", Parts.remedies(machine, Severity.BLOCKING))
                    .facts("Advice", Parts.remedies(machine, Severity.WARNING)));
    return Parts.security(text, report.security());
  }

  private static String title(DoctorReport report) {
    if (!report.machine().map(MachineReport::passed).orElse(true)) {
      return "Something on the machine stands in the way";
    }
    return report.passed()
        ? "This computer has everything that is needed"
        : "This computer lacks something that is needed";
  }

  /** {@code status --logs}: lines, each after its service. */
  public static Result logs(
      EnvironmentName environment, Optional<String> service, List<String> lines) {
    return Result.of(
        ResultDocuments.logs(environment, service, lines),
        () ->
            Text.titled(
                lines.isEmpty()
                    ? "Nothing was logged"
                    : String.join(System.lineSeparator(), lines)));
  }

  /**
   * {@code status}; one that is degraded, down or unknown ends with exit code 9.
   *
   * @param isStrict whether drift ends with exit code 9, too
   */
  public static Result status(StatusReport report, boolean isStrict) {
    return new Result.Report(
        ResultDocuments.status(report),
        () -> text(report),
        switch (report.health()) {
          case HEALTHY, IDLE -> ExitCode.SUCCESS;
          case DRIFTED -> isStrict ? ExitCode.CHECKS_FAILED : ExitCode.SUCCESS;
          case DEGRADED, DOWN, UNKNOWN -> ExitCode.CHECKS_FAILED;
        });
  }

  private static Text text(StatusReport report) {
    Environment environment = report.stored().environment();
    Optional<StackStatus> stack = report.stack().filter(Either::isRight).map(Either::get);
    Text text =
        Text.titled("Status of " + environment.name())
            .fact(
                "Health",
                Document.word(report.health()) + ": " + report.summary(),
                meaning(report.health()))
            .fact(
                "State",
                environment.stateName().displayName(),
                Parts.meaning(environment.stateName()))
            .fact("Address", environment.knownMachine().map(machine -> machine.address().value()))
            .fact("At provider", report.resources().map(CheckResults::resources))
            .fact("Release", stack.flatMap(StackStatus::installed));
    report
        .stored()
        .holder()
        .ifPresent(holder -> text.fact("At work", holder.describe(), Meaning.DOUBTFUL));
    report
        .stack()
        .filter(Either::isLeft)
        .ifPresent(failed -> text.fact("Machine", failed.getLeft().message(), Meaning.BAD));
    stack
        .filter(seen -> !seen.services().isEmpty())
        .ifPresent(seen -> text.head("Services").table(services(seen)));
    if (!report.drift().isEmpty()) {
      text.head("Not as it was left").table(drift(report.drift()));
    }
    text.facts("Not compared", report.unchecked());
    List<CheckResult> checks = new ArrayList<>(report.checks());
    stack.ifPresent(seen -> checks.addAll(seen.checks()));
    if (!checks.isEmpty()) {
      text.head("Checks").table(Parts.checks(checks));
    }
    return text.head("");
  }

  private static String resources(Either<DeployError, List<FoundResource>> answer) {
    return answer.fold(
        error -> "unknown: " + error.message(),
        all ->
            all.isEmpty()
                ? "nothing"
                : all.stream().map(FoundResource::toString).collect(Collectors.joining(", ")));
  }

  private static Table services(StackStatus seen) {
    Table table = Table.of("Service", "State", "Restarts", "Image");
    seen.services()
        .forEach(
            service ->
                table.row(
                    service.service(),
                    Cell.of(
                        service.state() + service.health().map(health -> ", " + health).orElse(""),
                        service.isHealthy() ? Meaning.GOOD : Meaning.BAD),
                    service.restarts(),
                    service.image()));
    return table;
  }

  static Table drift(List<Drift> differences) {
    Table table = Table.of("Drift", "What", "Was left", "Is", "Repaired by");
    differences.forEach(
        drift ->
            table.row(
                drift.kind().text(),
                drift.subject(),
                drift.expected(),
                Cell.of(drift.found(), Meaning.DOUBTFUL),
                drift.repairedBy().text()));
    return table;
  }

  private static Meaning meaning(Health health) {
    return switch (health) {
      case HEALTHY -> Meaning.GOOD;
      case DRIFTED, UNKNOWN -> Meaning.DOUBTFUL;
      case DEGRADED, DOWN -> Meaning.BAD;
      case IDLE -> Meaning.MINOR;
    };
  }
}
