package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Pause;
import com.torrust.deployer.application.internal.phase.Prober;
import com.torrust.deployer.application.internal.wiring.Adapters;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.HealthPlan;
import com.torrust.deployer.sdk.OperationOptions;
import com.torrust.deployer.sdk.TestOptions;
import com.torrust.deployer.sdk.TestReport;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks every service, from outside and on the machine. Takes no lease, changes nothing. */
public final class TestOperation {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_SCRAPE_WAIT = Duration.ofMinutes(2);

  private final OperationRunner runner;
  private final Adapters adapters;
  private final InstantSource clock;
  private final DeployListener listener;

  /** Tests with these adapters. */
  public TestOperation(
      OperationRunner runner, Adapters adapters, InstantSource clock, DeployListener listener) {
    this.runner = runner;
    this.adapters = adapters;
    this.clock = clock;
    this.listener = listener;
  }

  /** A report, good or bad; left only when there is nothing to ask. */
  public Either<DeployError, TestReport> run(
      EnvironmentName name, TestOptions tests, OperationOptions options) {
    return adapters
        .store()
        .find(name)
        .flatMap(found -> found.<Either<DeployError, Environment>>map(Either::right).orElseGet(() -> Either.left(Session.notFound(name))))
        .flatMap(
            environment ->
                environment
                    .knownMachine()
                    .<Either<DeployError, TestReport>>map(
                        machine -> test(environment, machine, tests, options))
                    .orElseGet(() -> Either.left(noMachine(environment))));
  }

  private Either<DeployError, TestReport> test(
      Environment environment, Machine machine, TestOptions tests, OperationOptions options) {
    OperationRecord operation = runner.begin(OperationKind.TEST);
    EventStream events =
        new EventStream(
            List.of(listener, options.listener()), operation, environment.name(), clock);
    long start = System.nanoTime();
    events.publish(DeployEvent.OperationStarted::new);
    Prober prober =
        new Prober(adapters.serviceProbe(), options.cancellation(), options.patience());
    HealthPlan plan = HealthPlan.of(environment.config(), machine.address());
    List<CheckResult> results = new ArrayList<>(prober.ask(plan.services()));
    if (tests.announce()) {
      results.addAll(prober.ask(plan.announces()));
    }
    if (tests.onMachine()) {
      results.addAll(onMachine(environment, machine, operation, events, options));
    }
    results.addAll(prober.ask(plan.names()));
    TestReport report = new TestReport(environment.name(), machine.address(), results);
    events.publish(
        header ->
            new DeployEvent.OperationFinished(
                header,
                report.passed() ? Outcome.SUCCEEDED : Outcome.FAILED,
                OperationProgress.since(start),
                Optional.empty()));
    return Either.right(report);
  }

  private List<CheckResult> onMachine(
      Environment environment,
      Machine machine,
      OperationRecord operation,
      EventStream events,
      OperationOptions options) {
    Set<Secret> secrets = environment.config().secrets();
    try (Finalizers finalizers = new Finalizers()) {
      return adapters
          .workspace()
          .folders(environment.name())
          .map(
              folders ->
                  ImmutableOperationContext.builder()
                      .environment(environment.name())
                      .operation(operation.id())
                      .progress(
                          new OperationProgress(
                              events, options.cancellation(), Redactor.of(secrets), Either::right))
                      .cancellation(options.cancellation())
                      .patience(options.patience())
                      .folders(folders)
                      .secrets(secrets)
                      .finalizers(finalizers)
                      .build())
          .flatMap(context -> inspect(environment, machine, context))
          .fold(
              error -> List.of(unasked(error)),
              status -> {
                List<CheckResult> results = new ArrayList<>(containers(status));
                results.addAll(status.checks());
                return results;
              });
    }
  }

  /** Looks again while Prometheus has not scraped yet: its own {@code up} comes after an interval (decisions 6). */
  private Either<DeployError, StackStatus> inspect(
      Environment environment, Machine machine, OperationContext context) {
    long deadline = System.nanoTime() + scrapeWait(environment).toNanos();
    while (true) {
      Either<DeployError, StackStatus> status =
          adapters
              .stackOperator()
              .inspect(machine, environment.config().sshCredentials(), context);
      boolean waiting =
          status.isRight() && status.get().checks().stream().anyMatch(TestOperation::isUnscraped);
      if (!waiting
          || System.nanoTime() > deadline
          || !Pause.of(BETWEEN_LOOKS, context.cancellation())) {
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
            environment.config().prometheus().map(PrometheusConfig::scrapeIntervalInSecs).orElse(0L));
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

  private static DeployError noMachine(Environment environment) {
    return DeployError.because(
            "environment.no_machine",
            ErrorKind.STATE,
            "'" + environment.name() + "' has no machine to test: it is " + environment.stateName().text())
        .putFacts("environment", environment.name().value())
        .putFacts("actual", environment.stateName().text())
        .addRemedies(Remedy.run("provision"))
        .build();
  }
}
