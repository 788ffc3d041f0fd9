package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.sdk.operation.StatusReport.Health;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What all the answers mean together. Immutable. */
final class StatusVerdict {

  private final Environment environment;
  private final Optional<ReleaseBundle> wanted;
  private final Optional<Either<DeployError, List<FoundResource>>> resources;
  private final Optional<Either<DeployError, StackStatus>> stack;
  private final List<CheckResult> checks;
  private final List<Drift> drift;
  private final List<String> faults;

  StatusVerdict(
      Environment environment,
      Optional<ReleaseBundle> wanted,
      Optional<Either<DeployError, List<FoundResource>>> resources,
      Optional<Either<DeployError, StackStatus>> stack,
      List<CheckResult> checks,
      List<Drift> drift) {
    this.environment = environment;
    this.wanted = wanted;
    this.resources = resources;
    this.stack = stack;
    this.checks = checks;
    this.drift = drift;
    this.faults = seen().map(this::faults).orElseGet(this::failedChecks);
  }

  private Optional<StackStatus> seen() {
    return stack.filter(Either::isRight).map(Either::get);
  }

  private boolean isMeantToRun() {
    return StatusOperation.isMeantToRun(environment)
        || seen().map(status -> !status.services().isEmpty()).orElse(false);
  }

  Health health() {
    if (!isMeantToRun()) {
      return Health.IDLE;
    }
    if (isGone()) {
      return Health.DOWN;
    }
    if (seen().isEmpty()) {
      return checks.stream().noneMatch(CheckResult::failed) && !checks.isEmpty()
          ? Health.UNKNOWN
          : Health.DOWN;
    }
    if (seen().get().services().stream().noneMatch(service -> service.state().equals("running"))) {
      return Health.DOWN;
    }
    if (!faults.isEmpty()) {
      return Health.DEGRADED;
    }
    return drift.isEmpty() ? Health.HEALTHY : Health.DRIFTED;
  }

  String summary() {
    return switch (health()) {
      case HEALTHY -> "every service runs and answers";
      case DRIFTED ->
          drift.size()
              + (drift.size() == 1 ? " thing differs" : " things differ")
              + " from how it was left";
      case DEGRADED -> first(faults);
      case DOWN ->
          isGone() ? "the provider has no machine with this environment's label" : reason();
      case UNKNOWN -> "services answer, but the machine cannot be looked at: " + reason();
      case IDLE -> "nothing is meant to run: the environment is " + environment.stateName().text();
    };
  }

  private boolean isGone() {
    return resources.filter(Either::isRight).map(Either::get).map(List::isEmpty).orElse(false);
  }

  private String reason() {
    return stack
        .filter(Either::isLeft)
        .map(failure -> failure.getLeft().message())
        .orElseGet(() -> faults.isEmpty() ? "no container runs" : first(faults));
  }

  private static String first(List<String> faults) {
    return faults.get(0) + (faults.size() == 1 ? "" : ", and " + (faults.size() - 1) + " more");
  }

  private List<String> faults(StackStatus status) {
    List<String> all = new ArrayList<>();
    TreeSet<String> absent = new TreeSet<>();
    if (StatusOperation.isMeantToRun(environment)) {
      wanted.ifPresent(bundle -> absent.addAll(bundle.images().keySet()));
      Arrays.stream(Component.values())
          .filter(Component::comesAndGoes)
          .map(Component::service)
          .forEach(absent::remove);
    }
    for (ServiceStatus service : status.services()) {
      absent.remove(service.service());
      if (!service.isHealthy()) {
        all.add("'" + service.service() + "' is " + condition(service));
      }
    }
    absent.forEach(service -> all.add("'" + service + "' has no container"));
    status.checks().stream()
        .filter(CheckResult::failed)
        .forEach(check -> all.add(check.subject() + ": " + check.detail()));
    all.addAll(failedChecks());
    return List.copyOf(all);
  }

  private static String condition(ServiceStatus service) {
    // Docker calls it restarting between two crashes and running in the middle of one (STA-6).
    return service.state().equals("restarting")
        ? "crash-looping after " + service.restarts() + " restarts"
        : service.state() + service.health().map(health -> " and " + health).orElse("");
  }

  private List<String> failedChecks() {
    return checks.stream()
        .filter(CheckResult::failed)
        .map(check -> check.subject() + ": " + check.detail())
        .toList();
  }
}
