package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Prober;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.secret.SecretResolver.Seen;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.Stopped;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthPlan;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.sdk.operation.TestReport;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks every service, from outside and on the machine. Takes no lease, changes nothing. */
public final class TestOperation {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_SCRAPE_WAIT = Duration.ofMinutes(2);

  private final Look.Maker looks;
  private final Adapters adapters;

  /** Tests with these adapters. */
  public TestOperation(Look.Maker looks, Adapters adapters) {
    this.looks = looks;
    this.adapters = adapters;
  }

  /** A report, good or bad; left only when there is nothing to ask or somebody asked to stop. */
  public Either<DeployError, TestReport> run(
      EnvironmentName name, TestOptions tests, OperationOptions options) {
    return new StoredEnvironments(adapters.store())
        .get(name)
        .flatMap(
            environment ->
                environment
                    .knownMachine()
                    .<Either<DeployError, TestReport>>map(
                        machine ->
                            test(
                                new SecretResolver(adapters, options.cancellation())
                                    .see(environment),
                                machine,
                                tests,
                                options))
                    .orElseGet(() -> Either.left(noMachine(environment))));
  }

  private Either<DeployError, TestReport> test(
      Seen seen, Machine machine, TestOptions tests, OperationOptions options) {
    Environment environment = seen.environment();
    try (Look look = looks.at(environment, OperationKind.TEST, options)) {
      Prober prober =
          new Prober(adapters.serviceProbe(), options.cancellation(), options.timeouts());
      HealthPlan plan = HealthPlan.of(environment.config(), machine);
      List<CheckResult> security = new ArrayList<>();
      List<CheckResult> results = new ArrayList<>(seen.checks());
      results.addAll(prober.ask(plan.services()));
      results.addAll(plan.unasked());
      if (tests.announce()) {
        results.addAll(prober.ask(plan.announces()));
      }
      if (tests.onMachine()) {
        results.addAll(onMachine(environment, machine, look, options, security));
      }
      results.addAll(prober.ask(plan.names()));
      if (options.cancellation().isRequested()) {
        // What was cut off says nothing about the services.
        return look.ended(
            Outcome.CANCELLED,
            Either.left(
                Stopped.error(options.cancellation(), "before all answers were in")
                    .with("environment", environment.name().value())));
      }
      TestReport report = new TestReport(environment.name(), machine.address(), results, security);
      return look.ended(report.passed() ? Outcome.SUCCEEDED : Outcome.FAILED, Either.right(report));
    }
  }

  private List<CheckResult> onMachine(
      Environment environment,
      Machine machine,
      Look look,
      OperationOptions options,
      List<CheckResult> security) {
    return look.context(options.cancellation(), options.timeouts())
        .flatMap(context -> inspect(environment, machine, context))
        .fold(
            error -> List.of(unasked(adapters.secrets().redactor().redact(error))),
            status -> {
              List<CheckResult> results = new ArrayList<>(containers(status));
              results.addAll(status.checks());
              security.addAll(status.security());
              return results;
            });
  }

  /**
   * Looks again while Prometheus has not scraped yet: its own {@code up} comes after an interval.
   */
  private Either<DeployError, StackStatus> inspect(
      Environment environment, Machine machine, OperationContext context) {
    long deadline = System.nanoTime() + scrapeWait(environment).toNanos();
    while (true) {
      Either<DeployError, StackStatus> status =
          adapters.stackOperator().inspect(machine, environment.config().sshCredentials(), context);
      boolean waiting =
          status.isRight() && status.get().checks().stream().anyMatch(TestOperation::isUnscraped);
      if (!waiting
          || System.nanoTime() > deadline
          || !context.cancellation().pause(BETWEEN_LOOKS)) {
        return status;
      }
    }
  }

  private static boolean isUnscraped(CheckResult check) {
    return check.id().startsWith("prometheus.") && check.failed();
  }

  private static Duration scrapeWait(Environment environment) {
    Duration interval =
        Duration.ofSeconds(
            environment
                .config()
                .prometheus()
                .map(PrometheusConfig::scrapeIntervalInSecs)
                .orElse(0L));
    Duration wait = interval.plusSeconds(5);
    return wait.compareTo(LONGEST_SCRAPE_WAIT) < 0 ? wait : LONGEST_SCRAPE_WAIT;
  }

  private static List<CheckResult> containers(StackStatus status) {
    return status.services().stream()
        .map(
            service ->
                new CheckResult(
                    "container.health",
                    service.service(),
                    service.isHealthy() ? Status.PASS : Status.FAIL,
                    service.state() + service.health().map(health -> ", " + health).orElse(""),
                    Duration.ZERO))
        .toList();
  }

  private static CheckResult unasked(DeployError error) {
    return new CheckResult(
        "machine.access", "the machine over SSH", Status.FAIL, error.message(), Duration.ZERO);
  }

  /** That there is no machine to look at. */
  static DeployError noMachine(Environment environment) {
    return DeployError.because(
            "environment.no_machine",
            ErrorKind.STATE,
            "'"
                + environment.name()
                + "' has no machine yet: it is "
                + environment.stateName().text())
        .putFacts("environment", environment.name().value())
        .putFacts("actual", environment.stateName().text())
        .addRemedies(Remedy.run("provision"))
        .build();
  }
}
