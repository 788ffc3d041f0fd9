package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Releasing;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.port.OperationContext;
import io.vavr.control.Either;
import java.util.List;

/** Puts a release back that the machine keeps, in place of making one. */
public final class UsePhase {

  private static final StepId USE = new StepId("release.use");

  private UsePhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(new PlannedStep(USE, "put the release back"));
  }

  /**
   * Nothing is rendered: the release stands as it was installed.
   *
   * @param environment with the configuration that the release was made from
   */
  public static Either<DeployError, Released> run(
      Session session, Releasable environment, InstalledRelease release) {
    return session
        .context(environment)
        .flatMap(
            context ->
                session
                    .save(environment.startReleasing(session.operation()))
                    .flatMap(started -> carryOut(session, environment, started, release, context)));
  }

  private static Either<DeployError, Released> carryOut(
      Session session,
      Releasable environment,
      Releasing started,
      InstalledRelease release,
      OperationContext context) {
    return context
        .progress()
        .step(
            USE,
            "put release " + release.id() + " back",
            () ->
                session
                    .adapters()
                    .stackOperator()
                    .use(
                        started.machine(),
                        started.config().sshCredentials(),
                        release.id(),
                        ReleasePhase.claim(environment, session.adoptsData()),
                        context))
        .mapLeft(error -> session.failed(error, started::failed))
        .flatMap(
            report ->
                session.save(started.succeeded(release.id(), release.images(), session.now())));
  }
}
