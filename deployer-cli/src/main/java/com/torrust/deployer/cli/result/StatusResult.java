package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.sdk.Drift;
import com.torrust.deployer.sdk.StatusReport;
import com.torrust.deployer.sdk.StatusReport.Health;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of {@code status}; one that is degraded, down or unknown ends with exit code 9.
 *
 * @param report what was seen
 * @param isStrict whether drift ends with exit code 9 too
 */
public record StatusResult(StatusReport report, boolean isStrict) implements Result {

  private Environment environment() {
    return report.stored().environment();
  }

  private Optional<StackStatus> stack() {
    return report.stack().filter(Either::isRight).map(Either::get);
  }

  private Optional<DeployError> stackError() {
    return report.stack().filter(Either::isLeft).map(Either::getLeft);
  }

  private List<CheckResult> checks() {
    List<CheckResult> all = new ArrayList<>(report.checks());
    stack().ifPresent(seen -> all.addAll(seen.checks()));
    return all;
  }

  @Override
  public Text text() {
    Text text =
        Text.titled("Status of " + environment().name())
            .fact(
                "Health", word(report.health()) + ": " + report.summary(), meaning(report.health()))
            .fact("State", environment().stateName().displayName(), Facts.meaning(environment()))
            .fact("Address", environment().knownMachine().map(machine -> machine.address().value()))
            .fact("At provider", report.resources().map(StatusResult::resources))
            .fact("Release", stack().flatMap(StackStatus::installed));
    report
        .stored()
        .holder()
        .ifPresent(holder -> text.fact("At work", holder.describe(), Meaning.DOUBTFUL));
    stackError().ifPresent(error -> text.fact("Machine", error.message(), Meaning.BAD));
    stack()
        .filter(seen -> !seen.services().isEmpty())
        .ifPresent(seen -> text.head("Services").table(services(seen)));
    if (!report.drift().isEmpty()) {
      text.head("Not as configured").table(drift());
    }
    if (!checks().isEmpty()) {
      text.head("Checks").table(Checks.table(checks()));
    }
    return text.head("").next(next());
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
                    Cell.of(service.service()),
                    Cell.of(
                        service.state() + service.health().map(health -> ", " + health).orElse(""),
                        service.isHealthy() ? Meaning.GOOD : Meaning.BAD),
                    Cell.of(service.restarts()),
                    Cell.of(service.image())));
    return table;
  }

  private Table drift() {
    Table table = Table.of("What", "Should be", "Is", "Remedy");
    report
        .drift()
        .forEach(
            drift ->
                table.row(
                    Cell.of(drift.subject()),
                    Cell.of(drift.expected()),
                    Cell.of(drift.actual(), Meaning.DOUBTFUL),
                    Cell.of(drift.operation())));
    return table;
  }

  private List<String> next() {
    String name = environment().name().value();
    return switch (report.health()) {
      case HEALTHY -> Next.of("test " + name);
      case DRIFTED ->
          Next.of(
              report.drift().stream()
                  .map(drift -> drift.operation() + " " + name)
                  .distinct()
                  .toArray(String[]::new));
      case DEGRADED, UNKNOWN -> Next.of(logs(name), "run " + name);
      case DOWN -> Next.of("deploy " + name);
      case IDLE -> Next.after(environment());
    };
  }

  private String logs(String name) {
    String service =
        stack().stream()
            .flatMap(seen -> seen.services().stream())
            .filter(each -> !each.isHealthy())
            .map(ServiceStatus::service)
            .findFirst()
            .orElse("tracker");
    return "status " + name + " --logs " + service;
  }

  private static Meaning meaning(Health health) {
    return switch (health) {
      case HEALTHY -> Meaning.GOOD;
      case DRIFTED, UNKNOWN -> Meaning.DOUBTFUL;
      case DEGRADED, DOWN -> Meaning.BAD;
      case IDLE -> Meaning.MINOR;
    };
  }

  private static String word(Health health) {
    return health.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Document document() {
    return Facts.document(environment())
        .put("health", word(report.health()))
        .put("summary", report.summary())
        .put("checked_at", report.checkedAt().toString())
        .put("state_since", environment().since().toString())
        .put("holder", report.stored().holder().map(ShownResult::holder))
        .put(
            "resources",
            found()
                .map(
                    all ->
                        all.stream()
                            .map(DestroyedResult::resource)
                            .map(Document::members)
                            .toList()))
        .put("machine", report.stack().isPresent() ? Optional.of(machine()) : Optional.empty())
        .putAll("drift", report.drift().stream().map(StatusResult::drift).toList())
        .putAll("checks", checks().stream().map(Checks::document).toList())
        .putAll("unknown", unknown())
        .put("next_commands", next());
  }

  private Optional<List<FoundResource>> found() {
    return report.resources().filter(Either::isRight).map(Either::get);
  }

  private Document machine() {
    return Document.object()
        .put("reachable", stack().isPresent())
        .put("release_id", stack().flatMap(StackStatus::installed).map(Object::toString))
        .putAll(
            "services",
            stack().stream()
                .flatMap(seen -> seen.services().stream())
                .map(StatusResult::service)
                .toList());
  }

  private static Document service(ServiceStatus service) {
    return Document.object()
        .put("service", service.service())
        .put("state", service.state())
        .put("health", service.health())
        .put("restarts", service.restarts())
        .put("image", service.image())
        .put("is_healthy", service.isHealthy());
  }

  private static Document drift(Drift drift) {
    return Document.object()
        .put("subject", drift.subject())
        .put("expected", drift.expected())
        .put("actual", drift.actual())
        .put("remedy", drift.operation());
  }

  /** What could not be asked, and why. */
  private List<Document> unknown() {
    Stream<Document> provider =
        report
            .resources()
            .filter(Either::isLeft)
            .map(Either::getLeft)
            .map(error -> unknown("resources", error))
            .stream();
    return Stream.concat(provider, stackError().map(error -> unknown("machine", error)).stream())
        .toList();
  }

  private static Document unknown(String section, DeployError error) {
    return Document.object()
        .put("section", section)
        .put("code", error.code().value())
        .put("message", error.message());
  }

  @Override
  public int exitCode() {
    return switch (report.health()) {
      case HEALTHY, IDLE -> ExitCode.SUCCESS;
      case DRIFTED -> isStrict ? ExitCode.CHECKS_FAILED : ExitCode.SUCCESS;
      case DEGRADED, DOWN, UNKNOWN -> ExitCode.CHECKS_FAILED;
    };
  }
}
