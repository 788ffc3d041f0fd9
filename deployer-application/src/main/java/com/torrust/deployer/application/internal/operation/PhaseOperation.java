package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One phase as an operation of its own.
 *
 * @param <V> what the phase accepts
 * @param <R> what it leads to
 */
public final class PhaseOperation<V extends Environment, R> {

  private final OperationRunner runner;
  private final OperationKind kind;
  private final Class<V> accepted;
  private final List<PlannedStep> steps;
  private final BiFunction<Session, V, Either<DeployError, R>> phase;

  /** Binds a phase to its name, to the states it accepts and to the steps it takes. */
  public PhaseOperation(
      OperationRunner runner,
      OperationKind kind,
      Class<V> accepted,
      List<PlannedStep> steps,
      BiFunction<Session, V, Either<DeployError, R>> phase) {
    this.runner = runner;
    this.kind = kind;
    this.accepted = accepted;
    this.steps = List.copyOf(steps);
    this.phase = phase;
  }

  /** Loads, narrows, runs. */
  public Either<DeployError, R> run(EnvironmentName name, OperationOptions options) {
    return runner.run(
        kind,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(environment -> States.expect(environment, accepted, kind))
                .flatMap(environment -> start(session, environment)));
  }

  /** Runs for a state that the caller holds, if it is the stored one still. */
  public Either<DeployError, R> run(V environment, OperationOptions options) {
    return runner.run(
        kind,
        environment.name(),
        options,
        session ->
            session
                .load()
                .flatMap(
                    stored ->
                        stored.equals(environment)
                            ? start(session, environment)
                            : Either.left(stale(environment, stored))));
  }

  private Either<DeployError, R> start(Session session, V environment) {
    session.announce(steps);
    return session.ready(environment).flatMap(ready -> phase.apply(session, ready));
  }

  static DeployError stale(Environment held, Environment stored) {
    return DeployError.because(
            "environment.stale",
            ErrorKind.STATE,
            "'" + held.name() + "' was changed since it was loaded")
        .putFacts("environment", held.name().value())
        .putFacts("expected", held.stateName().text() + "@" + held.context().revision())
        .putFacts("actual", stored.stateName().text() + "@" + stored.context().revision())
        .addRemedies(Remedy.run("show"))
        .build();
  }
}
