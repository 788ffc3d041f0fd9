package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Prober;
import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.secret.SecretResolver.Seen;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.SideBySide;
import com.torrust.deployer.application.internal.session.Stopped;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.DriftFinder;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.HealthCheck;
import com.torrust.deployer.domain.service.HealthPlan;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.ImmutableStatusReport;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.StatusReport;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at provider, machine and services at the same time. Takes no lease, changes nothing. */
public final class StatusOperation {

  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final Duration PROVIDER = Duration.ofSeconds(30);

  private final Look.Maker looks;
  private final Adapters adapters;
  private final Queries queries;
  private final InstantSource clock;

  /** Looks with these adapters. */
  public StatusOperation(
      Look.Maker looks, Adapters adapters, Queries queries, InstantSource clock) {
    this.looks = looks;
    this.adapters = adapters;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * A report in every state; left only when the environment cannot be read, or when somebody asked
   * to stop.
   */
  public Either<DeployError, StatusReport> run(EnvironmentName name, OperationOptions options) {
    return queries.show(name).flatMap(view -> look(view, options));
  }

  private Either<DeployError, StatusReport> look(EnvironmentView view, OperationOptions options) {
    Seen seenSecrets = new SecretResolver(adapters, options.cancellation()).see(view.environment());
    Environment environment = seenSecrets.environment();
    try (Look look = looks.at(environment, OperationKind.STATUS, options)) {
      SideBySide questions = new SideBySide(options.cancellation(), LIMIT, adapters.defects());
      Timeouts timeouts =
          ImmutableTimeouts.builder().from(options.timeouts()).provider(PROVIDER).build();
      Optional<Supplier<Either<DeployError, List<FoundResource>>>> resources =
          hasResources(environment)
              ? Optional.of(
                  questions.ask(
                      "the provider",
                      own ->
                          seenSecrets
                              .providerFailure()
                              .<Either<DeployError, OperationContext>>map(Either::left)
                              .orElseGet(() -> look.context(own, timeouts))
                              .flatMap(context -> resources(environment, context))))
              : Optional.empty();
      Optional<Supplier<Either<DeployError, ProviderSurvey>>> provider =
          environment
              .knownMachine()
              .filter(machine -> machine.isManaged() && DriftLook.isWorthIt(environment))
              .map(
                  machine ->
                      questions.ask(
                          "the provider's plan",
                          own ->
                              look.context(own, timeouts)
                                  .flatMap(context -> compared(environment, context))));
      Supplier<Either<DeployError, Optional<ReleaseBundle>>> wanted =
          // Without every secret nobody can say whether the release is the one that is asked for.
          seenSecrets.failures().isEmpty()
              ? questions.ask("the renderer", own -> wanted(environment))
              : () -> Either.right(Optional.empty());
      Supplier<Optional<ReleaseBundle>> bundle = () -> wanted.get().getOrElse(Optional.empty());
      Optional<Supplier<Either<DeployError, MachineSurvey>>> stack =
          environment
              .knownMachine()
              .map(
                  machine ->
                      questions.ask(
                          "the machine",
                          own ->
                              look.context(own, timeouts)
                                  .flatMap(
                                      context -> inspect(environment, machine, bundle, context))));
      Optional<Supplier<Either<DeployError, List<CheckResult>>>> checks =
          environment
              .knownMachine()
              .filter(machine -> isMeantToRun(environment))
              .map(
                  machine ->
                      questions.ask(
                          "the services", own -> ask(environment, machine, own, timeouts)));
      Optional<Either<DeployError, List<FoundResource>>> found =
          resources.map(Supplier::get).map(this::redacted);
      Optional<Either<DeployError, MachineSurvey>> survey =
          stack.map(Supplier::get).map(this::redacted);
      Optional<Either<DeployError, StackStatus>> seen =
          survey.map(each -> each.map(MachineSurvey::stack));
      Optional<Either<DeployError, ProviderSurvey>> compared =
          provider.map(Supplier::get).map(this::redacted);
      List<Drift> drift = drift(environment, bundle.get(), survey, compared);
      List<CheckResult> answers = new ArrayList<>(seenSecrets.checks());
      checks.map(Supplier::get).map(each -> each.getOrElse(List.of())).ifPresent(answers::addAll);
      if (options.cancellation().isRequested()) {
        return look.ended(Outcome.CANCELLED, Either.left(stopped(options)));
      }
      StatusVerdict verdict =
          new StatusVerdict(environment, bundle.get(), found, seen, answers, drift);
      return look.ended(
          Outcome.SUCCEEDED,
          Either.right(
              ImmutableStatusReport.builder()
                  .stored(view)
                  .checkedAt(clock.instant())
                  .resources(found)
                  .stack(seen)
                  .checks(answers)
                  .drift(drift)
                  .unchecked(unchecked(survey, compared))
                  .health(verdict.health())
                  .summary(verdict.summary())
                  .build()));
    }
  }

  /** An error that is part of a report leaves as any other does: without secrets. */
  private <T> Either<DeployError, T> redacted(Either<DeployError, T> answer) {
    return answer.mapLeft(adapters.secrets().redactor()::redact);
  }

  /** A machine of ours, or one that may have been made before its making failed. */
  private static boolean hasResources(Environment environment) {
    return environment
        .knownMachine()
        .map(Machine::isManaged)
        .orElse(environment.stateName() != StateName.CREATED);
  }

  static boolean isMeantToRun(Environment environment) {
    return environment.stateName() == StateName.RUNNING
        || environment.stateName() == StateName.RUN_FAILED;
  }

  private Either<DeployError, List<FoundResource>> resources(
      Environment environment, OperationContext context) {
    MachineSpec spec = environment.context().machineSpec();
    return adapters.provisioner(spec.provider()).find(spec, context);
  }

  private Either<DeployError, MachineSurvey> inspect(
      Environment environment,
      Machine machine,
      Supplier<Optional<ReleaseBundle>> bundle,
      OperationContext context) {
    return adapters
        .stackOperator()
        .survey(machine, environment.config().sshCredentials(), bundle, true, context);
  }

  private Either<DeployError, ProviderSurvey> compared(
      Environment environment, OperationContext context) {
    MachineSpec spec = environment.context().machineSpec();
    return adapters
        .sshKeyFiles()
        .publicKey(spec.sshCredentials())
        .flatMap(key -> Rendering.provider(adapters, environment, environment.config(), key))
        .flatMap(rendered -> adapters.provisioner(spec.provider()).survey(spec, rendered, context));
  }

  private static List<Drift> drift(
      Environment environment,
      Optional<ReleaseBundle> bundle,
      Optional<Either<DeployError, MachineSurvey>> survey,
      Optional<Either<DeployError, ProviderSurvey>> compared) {
    List<Drift> all = new ArrayList<>();
    answered(compared).ifPresent(seen -> all.addAll(seen.drift()));
    answered(survey)
        .ifPresent(
            seen ->
                all.addAll(
                    DriftFinder.find(
                        bundle.map(ReleaseBundle::id), bundle, isMeantToRun(environment), seen)));
    return List.copyOf(all);
  }

  private static List<String> unchecked(
      Optional<Either<DeployError, MachineSurvey>> survey,
      Optional<Either<DeployError, ProviderSurvey>> compared) {
    List<String> all = new ArrayList<>();
    compared
        .filter(Either::isLeft)
        .ifPresent(failure -> all.add("the provider: " + failure.getLeft().message()));
    answered(compared).ifPresent(seen -> all.addAll(seen.unseen()));
    answered(survey).ifPresent(seen -> all.addAll(seen.unseen()));
    return List.copyOf(all);
  }

  private static <T> Optional<T> answered(Optional<Either<DeployError, T>> answer) {
    return answer.filter(Either::isRight).map(Either::get);
  }

  private Either<DeployError, List<CheckResult>> ask(
      Environment environment, Machine machine, Cancellation cancellation, Timeouts timeouts) {
    HealthPlan plan = HealthPlan.of(environment.config(), machine);
    List<HealthCheck> all = new ArrayList<>(plan.services());
    all.addAll(plan.names());
    List<CheckResult> results =
        new ArrayList<>(new Prober(adapters.serviceProbe(), cancellation, timeouts).ask(all));
    results.addAll(plan.unasked());
    return Either.right(results);
  }

  /**
   * What the configuration asks for now; a configuration that cannot be rendered says so when it is
   * released.
   */
  private Either<DeployError, Optional<ReleaseBundle>> wanted(Environment environment) {
    return environment.knownMachine().isEmpty()
        ? Either.right(Optional.empty())
        : Rendering.release(adapters, environment).map(Optional::of);
  }

  private static DeployError stopped(OperationOptions options) {
    return Stopped.error(options.cancellation(), "before all answers were in");
  }
}
