package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyable;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.plan.DrawnSecrets;
import com.torrust.deployer.domain.plan.OperationPlans;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.Planner;
import com.torrust.deployer.domain.plan.Repair;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Says what an operation would do. From what is stored, without lock or a trace of having been
 * asked, and without the network unless a look is asked for; what the operation itself would refuse
 * before it touches anything is refused alike.
 */
public final class PlanOperation {

  private final Adapters adapters;

  /** Plans with these adapters. */
  public PlanOperation(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Plans the deployment of a configuration with a look at what there is. */
  public Either<DeployError, Plan> run(
      EnvironmentConfig config, DeployTarget target, Look.Maker looks, OperationOptions options) {
    adapters.renderer().warmUp();
    return adapters
        .store()
        .find(config.name())
        .flatMap(
            found ->
                found
                    .map(stored -> looked(stored, config, target, looks, options))
                    .orElseGet(
                        () ->
                            ChangePlanning.planNew(adapters, config, target)
                                .map(PlanOperation::unseen)));
  }

  /**
   * Plans an operation on a stored environment with a look at what there is; only a deployment
   * depends on it.
   */
  public Either<DeployError, Plan> run(
      EnvironmentName name,
      PlannedOperation operation,
      Look.Maker looks,
      OperationOptions options) {
    if (!(operation instanceof PlannedOperation.Deploy deploy)) {
      return run(name, operation);
    }
    adapters.renderer().warmUp();
    return new StoredEnvironments(adapters.store())
        .get(name)
        .flatMap(stored -> looked(stored, stored.config(), deploy.target(), looks, options));
  }

  private Either<DeployError, Plan> looked(
      Environment stored,
      EnvironmentConfig asked,
      DeployTarget target,
      Look.Maker looks,
      OperationOptions options) {
    SecretResolver secrets = new SecretResolver(adapters, options.cancellation());
    return MachineDecision.decided(adapters, stored)
        .flatMap(decided -> secrets.look(DrawnSecrets.kept(decided.config(), asked)))
        .flatMap(now -> lookedKnown(secrets.compared(stored, now), now, target, looks, options));
  }

  private Either<DeployError, Plan> lookedKnown(
      Environment stored,
      EnvironmentConfig wanted,
      DeployTarget target,
      Look.Maker looks,
      OperationOptions options) {
    if (!ChangePlanning.isWorthALook(adapters, stored, wanted)) {
      return ChangePlanning.planKnown(adapters, stored, wanted, target).map(PlanOperation::unseen);
    }
    try (Look look = looks.at(stored, OperationKind.PLAN, options);
        DriftLook drift =
            new DriftLook(
                adapters,
                stored,
                wanted,
                options.cancellation(),
                own -> look.context(own, options.timeouts()))) {
      Either<DeployError, Plan> seen =
          ChangePlanning.planKnown(adapters, stored, wanted, target)
              .flatMap(
                  plan ->
                      drift
                          .into(plan)
                          .map(repairing -> repairing.upTo(target.lastPhase()))
                          .mapLeft(adapters.secrets().redactor()::redact)
                          .mapLeft(PlanOperation::withoutLooking));
      return look.ended(seen.isRight() ? Outcome.SUCCEEDED : Outcome.FAILED, seen);
    }
  }

  private static Plan unseen(Plan plan) {
    return Repair.of(
        plan,
        List.of(),
        List.of(
            plan.obstacles().isEmpty()
                ? "provider and machine: nothing of this environment runs there yet"
                : "provider and machine: the change is refused without asking them"),
        List.of(),
        false);
  }

  private static DeployError withoutLooking(DeployError error) {
    return ImmutableDeployError.builder()
        .from(error)
        .addRemedies(Remedy.advice("plan with --offline to see what is known without asking"))
        .build();
  }

  /** Plans the deployment of a configuration. */
  public Either<DeployError, Plan> run(EnvironmentConfig config, DeployTarget target) {
    adapters.renderer().warmUp();
    return adapters
        .store()
        .find(config.name())
        .flatMap(
            found ->
                found
                    .map(
                        stored ->
                            MachineDecision.decided(adapters, stored)
                                .flatMap(
                                    decided ->
                                        ChangePlanning.plan(adapters, decided, config, target)))
                    .orElseGet(() -> ChangePlanning.planNew(adapters, config, target)));
  }

  /** Plans an operation on a stored environment. */
  public Either<DeployError, Plan> run(EnvironmentName name, PlannedOperation operation) {
    StoredEnvironments environments = new StoredEnvironments(adapters.store());
    if (operation instanceof PlannedOperation.Purge purge) {
      return PurgeOperation.allowed(environments, adapters.store().find(name), name, purge.force())
          .map(stored -> purge(name, stored));
    }
    if (operation instanceof PlannedOperation.Deploy) {
      adapters.renderer().warmUp();
    }
    return environments.get(name).flatMap(stored -> plan(stored, operation));
  }

  private static Plan purge(EnvironmentName name, Optional<Environment> stored) {
    return OperationPlans.purge(
        name, stored, stored.map(EnvironmentView::mayHoldResources).orElse(true));
  }

  private Either<DeployError, Plan> plan(Environment stored, PlannedOperation operation) {
    if (operation instanceof PlannedOperation.Deploy deploy) {
      return MachineDecision.decided(adapters, stored)
          .flatMap(
              decided -> ChangePlanning.plan(adapters, decided, decided.config(), deploy.target()));
    }
    if (operation instanceof PlannedOperation.Register register) {
      return States.expect(stored, Created.class, OperationKind.REGISTER)
          .map(created -> OperationPlans.register(created, register.registration().address()));
    }
    if (operation instanceof PlannedOperation.Phase phase) {
      return phase(stored, phase.phase());
    }
    if (operation instanceof PlannedOperation.Rollback rollback) {
      SecretResolver secrets = new SecretResolver(adapters, Cancellation.create());
      return secrets
          .look(stored.config())
          .map(now -> secrets.compared(stored, now))
          .flatMap(known -> RollbackOperation.plan(adapters, known, rollback.release()));
    }
    if (operation instanceof PlannedOperation.Rotate rotate) {
      return RotateOperation.plan(adapters, stored, rotate.secrets());
    }
    if (operation instanceof PlannedOperation.SaveData) {
      return BackupOperation.withRepository(stored)
          .flatMap(known -> BackupOperation.reachable(known, OperationKind.BACKUP))
          .map(known -> OperationPlans.backup(stored));
    }
    if (operation instanceof PlannedOperation.Restore restore) {
      return RestoreOperation.plan(stored, restore.choice());
    }
    return stored instanceof Destroyed
        ? Either.right(OperationPlans.destroy(stored))
        : States.expect(stored, Destroyable.class, OperationKind.DESTROY)
            .map(OperationPlans::destroy);
  }

  private Either<DeployError, Plan> phase(Environment stored, OperationKind phase) {
    return States.expect(stored, accepted(phase), phase)
        .flatMap(
            narrowed -> new SecretResolver(adapters, Cancellation.create()).look(stored.config()))
        .flatMap(now -> Rendering.whole(adapters, stored, now))
        .flatMap(
            rendered ->
                phase == OperationKind.RUN
                    ? RunPhase.sameRelease(stored, rendered.release()).map(same -> rendered)
                    : Either.right(rendered))
        .map(rendered -> Planner.planPhase(stored, rendered, phase));
  }

  private static Class<? extends Environment> accepted(OperationKind phase) {
    return switch (phase) {
      case CONFIGURE -> Configurable.class;
      case RELEASE -> Releasable.class;
      case RUN -> Startable.class;
      default -> Provisionable.class;
    };
  }
}
