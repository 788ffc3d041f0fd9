package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.ports.Adapters;
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
import com.torrust.deployer.domain.plan.OperationPlans;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.Planner;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import io.vavr.control.Either;
import java.util.Optional;

/**
 * Says what an operation would do. From what is stored, without lock, network or a trace of having
 * been asked; what the operation itself would refuse before it touches anything is refused alike.
 */
public final class PlanOperation {

  private final Adapters adapters;

  /** Plans with these adapters. */
  public PlanOperation(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Plans the deployment of a configuration. */
  public Either<DeployError, Plan> run(EnvironmentConfig config, DeployTarget target) {
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
      return RollbackOperation.plan(adapters, stored, rollback.release());
    }
    if (operation instanceof PlannedOperation.Rotate rotate) {
      return RotateOperation.plan(adapters, stored, rotate.secrets());
    }
    return stored instanceof Destroyed
        ? Either.right(OperationPlans.destroy(stored))
        : States.expect(stored, Destroyable.class, OperationKind.DESTROY)
            .map(OperationPlans::destroy);
  }

  private Either<DeployError, Plan> phase(Environment stored, OperationKind phase) {
    return States.expect(stored, accepted(phase), phase)
        .flatMap(narrowed -> Rendering.whole(adapters, stored, stored.config()))
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
