package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.sdk.operation.StatusReport;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An environment as it was found to be. */
final class StatusDocument {

  private final StatusReport report;

  private StatusDocument(StatusReport report) {
    this.report = report;
  }

  static Document of(StatusReport report) {
    return new StatusDocument(report).document();
  }

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

  private Document document() {
    return EnvironmentParts.facts(environment())
        .put("health", Document.word(report.health()))
        .put("summary", report.summary())
        .put("checked_at", report.checkedAt().toString())
        .put("state_since", environment().since().toString())
        .put("holder", report.stored().holder().map(EnvironmentParts::holder))
        .put(
            "resources",
            found()
                .map(
                    all ->
                        all.stream()
                            .map(EnvironmentParts::resource)
                            .map(Document::members)
                            .toList()))
        .put("machine", report.stack().isPresent() ? Optional.of(machine()) : Optional.empty())
        .putAll("drift", report.drift().stream().map(ResultDocuments::drift).toList())
        .put("unchecked", report.unchecked())
        .putAll("checks", EnvironmentParts.checks(checks()))
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
                .map(StatusDocument::service)
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

  private List<String> next() {
    String name = environment().name().value();
    return switch (report.health()) {
      case HEALTHY -> Commands.of("test " + name);
      case DRIFTED -> Commands.of("plan " + name, "deploy " + name);
      case DEGRADED, UNKNOWN -> Commands.of(logs(name), "run " + name);
      case DOWN -> Commands.of("deploy " + name);
      case IDLE -> Commands.after(environment());
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
}
