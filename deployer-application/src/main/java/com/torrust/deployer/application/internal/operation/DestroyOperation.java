package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.DestroyPhase;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyable;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;

/**
 * Destroys from any state; where everything is destroyed already it succeeds and changes nothing.
 */
public final class DestroyOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public DestroyOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /** Destroys the environment as it is stored. */
  public Either<DeployError, DestroyResult> run(EnvironmentName name, OperationOptions options) {
    return runner.run(
        OperationKind.DESTROY,
        name,
        options,
        session -> session.load().flatMap(environment -> destroy(session, environment)));
  }

  /** Destroys the environment if it is as the caller holds it. */
  public Either<DeployError, DestroyResult> run(Destroyable held, OperationOptions options) {
    return runner.run(
        OperationKind.DESTROY,
        held.name(),
        options,
        session ->
            session
                .load()
                .flatMap(
                    stored ->
                        stored.equals(held)
                            ? removed(session, held)
                            : Either.left(PhaseOperation.stale(held, stored))));
  }

  private static Either<DeployError, DestroyResult> destroy(
      Session session, Environment environment) {
    return environment instanceof Destroyed destroyed
        ? Either.right(DestroyPhase.nothingToDo(destroyed))
        : States.expect(environment, Destroyable.class, OperationKind.DESTROY)
            .flatMap(destroyable -> removed(session, destroyable));
  }

  /** Whoever has nothing at a provider needs no secret of it. */
  private static Either<DeployError, DestroyResult> removed(
      Session session, Destroyable environment) {
    boolean asksProvider =
        !(environment instanceof Created)
            && environment.knownMachine().map(Machine::isManaged).orElse(true);
    return (asksProvider
            ? session.readyForProvider(environment)
            : Either.<DeployError, Destroyable>right(environment))
        .flatMap(ready -> DestroyPhase.run(session, ready));
  }
}
