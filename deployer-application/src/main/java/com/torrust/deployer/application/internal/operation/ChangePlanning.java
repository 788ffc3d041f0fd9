package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.ConfigDifference;
import com.torrust.deployer.domain.plan.DrawnSecrets;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.Planner;
import com.torrust.deployer.domain.plan.Rendered;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes plans and holds deployments to them. Nothing is saved but for a new environment. */
final class ChangePlanning {

  private ChangePlanning() {}

  /** The plan that leads a stored environment to a configuration. */
  static Either<DeployError, Plan> plan(
      Adapters adapters, Environment stored, EnvironmentConfig asked, DeployTarget target) {
    SecretResolver secrets = new SecretResolver(adapters, Cancellation.create());
    return secrets
        .look(DrawnSecrets.kept(stored.config(), asked))
        .flatMap(now -> planKnown(adapters, secrets.compared(stored, now), now, target));
  }

  /**
   * The same, once every secret is resolved. What a change means is told by the configuration that
   * is in force: the stored one may be of a change that was cut off.
   */
  static Either<DeployError, Plan> planKnown(
      Adapters adapters, Environment stored, EnvironmentConfig wanted, DeployTarget target) {
    return living(stored)
        .flatMap(living -> Rendering.whole(adapters, living, inForce(living)))
        .flatMap(
            before ->
                (before.config().equals(wanted)
                        ? Either.<DeployError, Rendered>right(before)
                        : Rendering.whole(adapters, stored, wanted))
                    .map(after -> Planner.plan(adapters.providers(), stored, before, after)))
        .map(plan -> plan.upTo(target.lastPhase()));
  }

  private static EnvironmentConfig inForce(Environment stored) {
    return stored.context().configInForce().orElse(stored.config());
  }

  /**
   * Whether there is something to look at for a change, and no reason that forbids it whatever is
   * seen.
   */
  static boolean isWorthALook(Adapters adapters, Environment stored, EnvironmentConfig wanted) {
    return DriftLook.isWorthIt(stored)
        && living(stored).isRight()
        && Planner.obstacles(adapters.providers(), stored, inForce(stored), wanted).isEmpty();
  }

  /**
   * Where the deployment of a stored environment begins, or why it does not: {@code
   * change.needs_new_machine}, {@code change.database_fixed}, {@code plan.stale}, {@code
   * plan.not_approved}.
   */
  static Either<DeployError, Start> start(
      Session session,
      Environment stored,
      EnvironmentConfig asked,
      DeployTarget target,
      OperationOptions options) {
    return session
        .secrets()
        .look(DrawnSecrets.kept(stored.config(), asked))
        .flatMap(
            now ->
                startKnown(session, session.secrets().compared(stored, now), now, target, options))
        .flatMap(
            start ->
                session.ready(start.environment()).map(ready -> new Start(ready, start.first())));
  }

  private static Either<DeployError, Start> startKnown(
      Session session,
      Environment stored,
      EnvironmentConfig wanted,
      DeployTarget target,
      OperationOptions options) {
    boolean same = stored.config().equals(wanted);
    boolean looks = DriftLook.isWorthIt(stored);
    if (same && options.approvedPlan().isEmpty() && isCutOffAtProvider(stored)) {
      return Either.right(new Start(stored, OperationKind.PROVISION));
    }
    if (same && options.approvedPlan().isEmpty() && !looks) {
      return Either.right(new Start(stored, stored.stateName().leadsOnBy()));
    }
    Supplier<Either<DeployError, Plan>> planning =
        () -> planKnown(session.adapters(), stored, wanted, target);
    Either<DeployError, Plan> planned =
        !isWorthALook(session.adapters(), stored, wanted)
            ? planning.get()
            : options.approvedPlan().isEmpty()
                ? looked(session, stored, wanted, planning, target, options)
                // A plan that was made without a look is held to without one.
                : planning
                    .get()
                    .flatMap(
                        plan ->
                            options.approvedPlan().get().isOf(plan.id())
                                ? Either.right(plan)
                                : looked(
                                    session,
                                    stored,
                                    wanted,
                                    () -> Either.right(plan),
                                    target,
                                    options));
    return planned
        .flatMap(plan -> admitted(plan, options))
        .flatMap(plan -> changed(session, stored, wanted, plan));
  }

  /** The plan with what a look has found that went on while it was made. */
  private static Either<DeployError, Plan> looked(
      Session session,
      Environment stored,
      EnvironmentConfig wanted,
      Supplier<Either<DeployError, Plan>> planning,
      DeployTarget target,
      OperationOptions options) {
    try (DriftLook look =
        new DriftLook(
            session.adapters(),
            stored,
            wanted,
            options.cancellation(),
            own -> session.context(stored, own))) {
      return planning
          .get()
          .flatMap(plan -> withDrift(session, stored, plan, look, target, options));
    }
  }

  /** Whoever does not answer is heard again by the phases, which say what that means. */
  private static Either<DeployError, Plan> withDrift(
      Session session,
      Environment stored,
      Plan plan,
      DriftLook look,
      DeployTarget target,
      OperationOptions options) {
    Either<DeployError, Plan> seen = look.into(plan).map(found -> found.upTo(target.lastPhase()));
    return seen.isRight()
            || options.cancellation().isRequested()
            || options.approvedPlan().isPresent()
        ? seen
        : session
            .context(stored)
            .peek(
                context ->
                    context
                        .progress()
                        .warn(
                            "deploy.drift_unknown",
                            "whether anything is not as it was left is not known: "
                                + seen.getLeft().message()))
            .map(context -> plan);
  }

  /** The plan for an environment that is yet to be created. */
  static Either<DeployError, Plan> planNew(
      Adapters adapters, EnvironmentConfig config, DeployTarget target) {
    return new SecretResolver(adapters, Cancellation.create())
        .look(config)
        .flatMap(now -> planNewKnown(adapters, now, target));
  }

  private static Either<DeployError, Plan> planNewKnown(
      Adapters adapters, EnvironmentConfig config, DeployTarget target) {
    return Rendering.whole(adapters, config)
        .map(Planner::planNew)
        .map(plan -> plan.upTo(target.lastPhase()));
  }

  /** Stores a configuration as a new environment, unless another plan was approved. */
  static Either<DeployError, Start> startNew(
      Session session, EnvironmentConfig config, DeployTarget target, OperationOptions options) {
    return session
        .secrets()
        .look(config)
        .<Object>flatMap(
            now ->
                options.approvedPlan().isEmpty()
                    ? Either.right(now)
                    : planNewKnown(session.adapters(), now, target)
                        .flatMap(plan -> admitted(plan, options)))
        .flatMap(approved -> CreateOperation.store(session, config))
        // What is generated is kept beside the state: only once there is one.
        .flatMap(session::ready)
        .map(created -> new Start(created, OperationKind.PROVISION));
  }

  /** From a destruction no deployment leads on; the left side says what does. */
  private static Either<DeployError, ? extends Environment> living(Environment stored) {
    return switch (stored.stateName()) {
      case DESTROYING, DESTROYED, DESTROY_FAILED ->
          States.expect(stored, Provisionable.class, OperationKind.DEPLOY);
      default -> Either.right(stored);
    };
  }

  private static Either<DeployError, Start> changed(
      Session session, Environment stored, EnvironmentConfig wanted, Plan plan) {
    OperationKind first =
        isCutOffAtProvider(stored)
            ? OperationKind.PROVISION
            : plan.phases().stream()
                .map(PlannedPhase::belongsTo)
                .findFirst()
                .orElse(stored.stateName().leadsOnBy());
    if (ConfigDifference.between(session.adapters().providers(), stored.config(), wanted)
        .isEmpty()) {
      return Either.right(new Start(stored, first));
    }
    Environment changed = stored.changedTo(wanted);
    // Without a machine the phases that follow may end before they save anything.
    return stored instanceof Created
        ? session.save(changed).map(saved -> new Start(saved, first))
        : Either.right(new Start(changed, first));
  }

  /** A machine that the provider was changing may stand still, and only the provider can tell. */
  private static boolean isCutOffAtProvider(Environment stored) {
    Optional<StepId> reached =
        stored instanceof FailedEnvironment failed
            ? failed.failure().step()
            : stored.context().operation().flatMap(OperationRecord::step);
    return stored instanceof Configurable
        && stored.knownMachine().map(Machine::isManaged).orElse(false)
        && reached.map(step -> step.value().startsWith("provision.")).orElse(false);
  }

  /** The plan if it may be carried out; on the left as for {@link #start}. */
  static Either<DeployError, Plan> admitted(Plan plan, OperationOptions options) {
    Optional<PlanId> approved = options.approvedPlan();
    if (!plan.obstacles().isEmpty()) {
      return Either.left(refused(plan));
    }
    if (approved.isPresent() && !approved.get().isOf(plan.id())) {
      return Either.left(
          about(
                  plan,
                  "plan.stale",
                  ErrorKind.STATE,
                  "plan "
                      + approved.get()
                      + " is not what would be done to '"
                      + plan.environment()
                      + "' any more; "
                      + moved(approved.get(), plan.id())
                      + "the present one is "
                      + plan.id())
              .putFacts("moved", String.join(", ", approved.get().moved(plan.id())))
              .addRemedies(Remedy.advice("look at the plan again, then deploy by its id"))
              .build());
    }
    if (plan.restartsMachine() && !options.allowsReboot()) {
      return Either.left(
          about(
                  plan,
                  "change.needs_reboot",
                  ErrorKind.STATE,
                  "'"
                      + plan.environment()
                      + "' was not touched, because its machine would be switched off and on")
              .addRemedies(
                  Remedy.advice(
                      "deploy with --allow-reboot when the services may be down for that"))
              .build());
    }
    if (plan.needsApproval() && approved.isEmpty()) {
      return Either.left(
          about(
                  plan,
                  "plan.not_approved",
                  ErrorKind.CONFIRMATION,
                  "'"
                      + plan.environment()
                      + "' was not touched, because by this change "
                      + String.join(", ", plan.losses()))
              .addRemedies(Remedy.advice("look at the plan, then deploy by its id " + plan.id()))
              .build());
    }
    return Either.right(plan);
  }

  private static String moved(PlanId approved, PlanId present) {
    List<String> moved = approved.moved(present);
    return moved.isEmpty() ? "" : "moved since then: " + String.join(", ", moved) + "; ";
  }

  private static DeployError refused(Plan plan) {
    List<Obstacle> obstacles = plan.obstacles();
    ImmutableDeployError.Builder error =
        about(
            plan,
            obstacles.get(0).code().value(),
            ErrorKind.STATE,
            "'"
                + plan.environment()
                + "' cannot be changed in place: "
                + obstacles.stream().map(Obstacle::reason).collect(Collectors.joining("; ")));
    obstacles.stream()
        .map(Obstacle::remedy)
        .distinct()
        .map(Remedy::advice)
        .forEach(error::addRemedies);
    return error.build();
  }

  private static ImmutableDeployError.Builder about(
      Plan plan, String code, ErrorKind kind, String message) {
    return DeployError.because(code, kind, message)
        .putFacts("environment", plan.environment().value())
        .putFacts("plan", plan.id().value())
        .putFacts("members", String.join(", ", plan.members()));
  }
}
