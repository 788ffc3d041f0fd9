package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.SideBySide;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.DriftFinder;
import com.torrust.deployer.domain.plan.ImmutablePlan;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.plan.Repair;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at the provider and at the machine for what is not as it was left: at both at the same
 * time, and beside whatever the caller does until it asks for the result. Changes nothing. For one
 * look.
 */
final class DriftLook implements AutoCloseable {

  /** A provider of many resources answers within this, or not at all. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Adapters adapters;
  private final Environment environment;
  private final SideBySide questions;
  private final Optional<Supplier<Either<DeployError, ProviderSurvey>>> provider;
  private final Supplier<Either<DeployError, ReleaseBundle>> release;
  private final Optional<Supplier<Either<DeployError, MachineSurvey>>> stack;

  /**
   * Begins to look at the environment as it is stored.
   *
   * @param wanted the configuration that the plan leads to
   * @param contexts what adapters look with
   */
  DriftLook(
      Adapters adapters,
      Environment environment,
      EnvironmentConfig wanted,
      Cancellation cancellation,
      Function<Cancellation, Either<DeployError, OperationContext>> contexts) {
    this.adapters = adapters;
    this.environment = environment;
    this.questions = new SideBySide(cancellation, LIMIT, adapters.defects());
    Optional<Machine> machine = environment.knownMachine();
    // What takes longest first.
    this.provider =
        machine
            .filter(Machine::isManaged)
            .map(
                managed ->
                    questions.ask(
                        "the provider",
                        own -> contexts.apply(own).flatMap(context -> provider(wanted, context))));
    this.release = questions.ask("the renderer", own -> Rendering.release(adapters, environment));
    this.stack =
        machine.map(
            known ->
                questions.ask(
                    "the machine",
                    own -> contexts.apply(own).flatMap(context -> machine(known, context))));
  }

  /** Whether anything was left that can be looked at. */
  static boolean isWorthIt(Environment environment) {
    return environment.knownMachine().isPresent() && environment.installedRelease().isPresent();
  }

  /**
   * The plan with what was seen in it.
   *
   * @return on the left what kept the provider or the machine from answering
   */
  Either<DeployError, Plan> into(Plan plan) {
    Either<DeployError, Optional<ProviderSurvey>> made = answer(provider);
    if (made.isRight() && made.get().map(ProviderSurvey::isMachineGone).orElse(false)) {
      return Either.right(withoutMachine(plan));
    }
    boolean changed =
        made.isRight() && made.get().map(seen -> !seen.drift().isEmpty()).orElse(false);
    Either<DeployError, Optional<MachineSurvey>> seen = answer(stack);
    if (changed && seen.isLeft()) {
      // A machine that was switched off at the provider does not answer, and that is why.
      return Either.right(
          ImmutablePlan.copyOf(together(plan, made.get(), Optional.empty()))
              .withUnchecked("the machine: " + seen.getLeft().message()));
    }
    return made.flatMap(provided -> seen.map(looked -> together(plan, provided, looked)));
  }

  /** Nobody wants to know any more what has not been answered yet. */
  @Override
  public void close() {
    questions.stop("the look is not needed any more");
  }

  private static <T> Either<DeployError, Optional<T>> answer(
      Optional<Supplier<Either<DeployError, T>>> question) {
    return question
        .map(asked -> asked.get().map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()));
  }

  private Either<DeployError, ProviderSurvey> provider(
      EnvironmentConfig wanted, OperationContext context) {
    MachineSpec spec = environment.context().machineSpec();
    return adapters
        .sshKeyFiles()
        .publicKey(spec.sshCredentials())
        .flatMap(key -> Rendering.provider(adapters, environment, wanted, key))
        .flatMap(rendered -> adapters.provisioner(spec.provider()).survey(spec, rendered, context));
  }

  private Either<DeployError, MachineSurvey> machine(Machine machine, OperationContext context) {
    return adapters
        .stackOperator()
        .survey(machine, environment.config().sshCredentials(), this::installed, false, context);
  }

  /** The release as this program renders it, if it is the one that was installed. */
  private Optional<ReleaseBundle> installed() {
    return release
        .get()
        .toJavaOptional()
        .filter(bundle -> environment.installedRelease().equals(Optional.of(bundle.id())));
  }

  private Plan together(
      Plan plan, Optional<ProviderSurvey> provided, Optional<MachineSurvey> seen) {
    Optional<ReleaseBundle> installed = installed();
    List<Drift> drift = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    List<String> basis = new ArrayList<>();
    provided.ifPresent(
        survey -> {
          if (!isChangedAtProvider(plan)) {
            drift.addAll(survey.drift());
          }
          unseen.addAll(survey.unseen());
          basis.add("look provider " + survey.digest());
        });
    seen.ifPresent(
        survey -> {
          drift.addAll(
              DriftFinder.find(
                  environment.installedRelease(),
                  installed,
                  StatusOperation.isMeantToRun(environment),
                  survey));
          unseen.addAll(survey.unseen());
        });
    if (installed.isEmpty()) {
      unseen.add("files of the release: another version of the program has made them");
    }
    unseen.add("packages, kernel settings and the rest of the machine: only configure asks");
    boolean restarts =
        !isChangedAtProvider(plan) && provided.flatMap(ProviderSurvey::interrupts).isPresent();
    Plan repairing = Repair.of(plan, drift, unseen, basis, restarts);
    List<String> losses = provided.map(ProviderSurvey::losses).orElse(List.of());
    return losses.isEmpty()
        ? repairing
        : ImmutablePlan.copyOf(repairing).withObstacles(obstacles(repairing, losses));
  }

  /** What differs at the provider is then what the configuration asks for. */
  private static boolean isChangedAtProvider(Plan plan) {
    return plan.phases().stream().anyMatch(phase -> phase.phase() == OperationKind.PROVISION);
  }

  private static List<Obstacle> obstacles(Plan plan, List<String> losses) {
    List<Obstacle> all = new ArrayList<>(plan.obstacles());
    for (String loss : losses) {
      all.add(
          new Obstacle(
              new ErrorCode("provision.would_replace"),
              "",
              "the provider would have to delete or replace what exists: " + loss,
              "undo the change at the provider, or destroy the environment and deploy it again"));
    }
    return all;
  }

  private Plan withoutMachine(Plan plan) {
    Plan looked = Repair.of(plan, List.of(), List.of(), List.of("look machine gone"), false);
    List<Obstacle> all = new ArrayList<>(plan.obstacles());
    all.add(
        new Obstacle(
            new ErrorCode("machine.gone"),
            "",
            "the provider has no machine of '" + environment.name() + "' any more",
            "destroy the environment, which removes what is left of it, deploy it again, and"
                + " restore a backup"));
    return ImmutablePlan.copyOf(looked).withObstacles(all);
  }
}
