package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.ConfigurePhase;
import com.torrust.deployer.application.internal.phase.ProvisionPhase;
import com.torrust.deployer.application.internal.phase.RegisterPhase;
import com.torrust.deployer.application.internal.phase.ReleasePhase;
import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.MachineSource;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the phases that are missing, from whatever state is found, under one lease and one id. */
public final class DeployOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public DeployOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /**
   * Goes as far as {@code target}; what is in place already is not done again, but proven when it
   * is the target.
   */
  public Either<DeployError, DeployResult> run(
      EnvironmentName name,
      Optional<MachineSource> source,
      DeployTarget target,
      OperationOptions options) {
    return runner.run(
        OperationKind.DEPLOY,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(
                    found -> ChangePlanning.start(session, found, found.config(), target, options))
                .flatMap(start -> advanceFrom(source, session, start, target)));
  }

  /**
   * The same for a configuration: stores it when there is no environment of that name, and changes
   * in place the one that is stored when it was asked for something else.
   */
  public Either<DeployError, DeployResult> run(
      EnvironmentConfig config,
      Optional<MachineSource> source,
      DeployTarget target,
      OperationOptions options) {
    return runner.run(
        OperationKind.DEPLOY,
        config.name(),
        options,
        session ->
            session
                .find()
                .flatMap(
                    found ->
                        found
                            .map(
                                stored ->
                                    ChangePlanning.start(session, stored, config, target, options))
                            .orElseGet(
                                () -> ChangePlanning.startNew(session, config, target, options)))
                .flatMap(start -> advanceFrom(source, session, start, target)));
  }

  /** Leads on from a phase until the services are proven. */
  static Either<DeployError, DeployResult> proceed(
      Session session, Environment at, OperationKind first) {
    return advanceFrom(Optional.empty(), session, new Start(at, first), DeployTarget.RUNNING);
  }

  private static Either<DeployError, DeployResult> advanceFrom(
      Optional<MachineSource> source, Session session, Start start, DeployTarget target) {
    Environment at = start.environment();
    List<OperationKind> done = new ArrayList<>();
    return MachineDecision.registering(session, at, source)
        .flatMap(
            registration -> {
              if (registration.isEmpty()) {
                session.announce(steps(start.first(), target));
                return Either.right(at);
              }
              List<PlannedStep> planned = new ArrayList<>(RegisterPhase.steps());
              planned.addAll(steps(OperationKind.CONFIGURE, target));
              session.announce(planned);
              return States.expect(at, Created.class, OperationKind.REGISTER)
                  .flatMap(created -> RegisterPhase.run(session, created, registration.get()))
                  .peek(registered -> done.add(OperationKind.REGISTER))
                  .peekLeft(error -> session.recordRegistration(error))
                  .mapLeft(error -> error.with("phase", OperationKind.REGISTER.text()))
                  .map(registered -> (Environment) registered.environment());
            })
        .flatMap(
            found ->
                advance(
                    session,
                    found,
                    done.isEmpty() ? start.first() : found.stateName().leadsOnBy(),
                    target,
                    done));
  }

  /** What will be done from a phase on, as far as it can be known. */
  private static List<PlannedStep> steps(OperationKind first, DeployTarget target) {
    List<PlannedStep> steps = new ArrayList<>();
    List<OperationKind> done = new ArrayList<>();
    OperationKind next = first;
    while (!isReached(next, target, done)) {
      steps.addAll(
          switch (next) {
            case CONFIGURE -> ConfigurePhase.steps();
            case RELEASE -> ReleasePhase.steps();
            case RUN -> RunPhase.steps();
            default -> ProvisionPhase.steps();
          });
      done.add(next);
      next =
          switch (next) {
            case CONFIGURE -> OperationKind.RELEASE;
            case RELEASE, RUN -> OperationKind.RUN;
            default -> OperationKind.CONFIGURE;
          };
    }
    return steps;
  }

  private static Either<DeployError, DeployResult> advance(
      Session session,
      Environment at,
      OperationKind next,
      DeployTarget target,
      List<OperationKind> done) {
    if (isReached(next, target, done)) {
      return Either.right(new DeployResult(at, done));
    }
    Either<DeployError, ? extends Environment> reached = phase(session, at, next);
    OperationKind ended = next;
    if (next == OperationKind.RUN && isOutdated(reached) && !done.contains(OperationKind.RELEASE)) {
      // The configuration renders to something new: that is installed before it is started.
      ended = OperationKind.RELEASE;
      List<PlannedStep> planned = new ArrayList<>(ReleasePhase.steps());
      planned.addAll(RunPhase.steps());
      session.announce(planned);
      reached = phase(session, at, ended);
    }
    if (reached.isLeft()) {
      DeployError error = reached.getLeft();
      return Either.left(
          (ended == OperationKind.RUN ? WayBack.afterFailure(session, error) : error)
              .with("phase", ended.text()));
    }
    done.add(ended);
    Environment here = reached.get();
    return advance(session, here, here.stateName().leadsOnBy(), target, done);
  }

  private static boolean isOutdated(Either<DeployError, ?> outcome) {
    return outcome.isLeft() && outcome.getLeft().code().value().equals("release.outdated");
  }

  private static boolean isReached(
      OperationKind next, DeployTarget target, List<OperationKind> done) {
    return switch (target) {
      case PROVISIONED -> next != OperationKind.PROVISION;
      case CONFIGURED -> next != OperationKind.PROVISION && next != OperationKind.CONFIGURE;
      case RELEASED -> next == OperationKind.RUN;
      case RUNNING -> done.contains(OperationKind.RUN);
    };
  }

  private static Either<DeployError, ? extends Environment> phase(
      Session session, Environment at, OperationKind next) {
    return switch (next) {
      case CONFIGURE ->
          States.expect(at, Configurable.class, next)
              .flatMap(environment -> ConfigurePhase.run(session, environment));
      case RELEASE ->
          States.expect(at, Releasable.class, next)
              .flatMap(environment -> ReleasePhase.run(session, environment));
      case RUN ->
          States.expect(at, Startable.class, next)
              .flatMap(environment -> RunPhase.run(session, environment));
      default ->
          at instanceof Configurable living
              ? ProvisionPhase.again(session, living)
              : States.expect(at, Provisionable.class, OperationKind.DEPLOY)
                  .flatMap(environment -> ProvisionPhase.run(session, environment));
    };
  }
}
