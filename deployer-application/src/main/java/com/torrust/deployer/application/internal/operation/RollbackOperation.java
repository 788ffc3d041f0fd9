package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.Planner;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts an earlier release back, with its configuration. */
public final class RollbackOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public RollbackOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /**
   * Goes back to a release, or to the one that was in force before the present one. When its
   * services do not get healthy, the one in force is put back in turn, unless the options say
   * otherwise.
   */
  public Either<DeployError, DeployResult> run(
      EnvironmentName name, Optional<ReleaseId> wanted, OperationOptions options) {
    return runner.run(
        OperationKind.ROLLBACK,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(session::ready)
                .flatMap(
                    at ->
                        target(at, wanted)
                            .flatMap(
                                target ->
                                    plan(session.adapters(), at, target)
                                        .flatMap(plan -> ChangePlanning.admitted(plan, options))
                                        .flatMap(plan -> go(session, at, target)))));
  }

  private static Either<DeployError, DeployResult> go(
      Session session, Environment at, InstalledRelease target) {
    WayBack way = WayBack.of(session, at, target);
    return way.go()
        .mapLeft(error -> WayBack.afterFailure(session, error))
        .map(running -> new DeployResult(running, way.done()));
  }

  /** What a rollback would do. */
  static Either<DeployError, Plan> plan(
      Adapters adapters, Environment at, Optional<ReleaseId> wanted) {
    return target(at, wanted).flatMap(target -> plan(adapters, at, target));
  }

  private static Either<DeployError, Plan> plan(
      Adapters adapters, Environment at, InstalledRelease target) {
    return States.expect(at, Configurable.class, OperationKind.ROLLBACK)
        .flatMap(living -> WayBack.configures(adapters, at, target.config()))
        .flatMap(
            configures ->
                Rendering.whole(adapters, at, at.config())
                    .flatMap(
                        stored ->
                            Rendering.whole(adapters, at, target.config())
                                .map(
                                    wanted ->
                                        Planner.planReturn(
                                            adapters.providers(),
                                            at,
                                            stored,
                                            wanted,
                                            target,
                                            configures))));
  }

  private static Either<DeployError, InstalledRelease> target(
      Environment at, Optional<ReleaseId> wanted) {
    Optional<InstalledRelease> found =
        wanted.isPresent() ? at.context().release(wanted.get()) : at.context().releaseBefore();
    return found
        .<Either<DeployError, InstalledRelease>>map(Either::right)
        .orElseGet(() -> Either.left(wanted.map(id -> unknown(at, id)).orElseGet(() -> none(at))));
  }

  private static DeployError unknown(Environment at, ReleaseId wanted) {
    return DeployError.because(
            "release.unknown",
            ErrorKind.NOT_FOUND,
            "release " + wanted + " is not among those that '" + at.name() + "' keeps")
        .putFacts("environment", at.name().value())
        .putFacts("release", wanted.value())
        .putFacts(
            "known",
            at.context().releases().stream()
                .map(release -> release.id().value())
                .collect(Collectors.joining(", ")))
        .addRemedies(Remedy.run("releases"))
        .build();
  }

  private static DeployError none(Environment at) {
    return DeployError.because(
            "release.none_before",
            ErrorKind.STATE,
            "'" + at.name() + "' has no earlier release that ran and could be put back")
        .putFacts("environment", at.name().value())
        .addRemedies(Remedy.run("releases"))
        .build();
  }
}
