package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Releasing;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackClaim;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/** Puts the stack's files in place. */
public final class ReleasePhase {

  private static final StepId INSTALL = new StepId("release.install");

  private ReleasePhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(new PlannedStep(INSTALL, "install the release"));
  }

  /** Everything is rendered before anything is saved or sent. */
  public static Either<DeployError, Released> run(Session session, Releasable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                Rendering.release(session, environment, context)
                    .flatMap(
                        bundle ->
                            DataCopy.before(session, environment, bundle, context)
                                .flatMap(
                                    copied ->
                                        session.save(
                                            environment.startReleasing(session.operation())))
                                .flatMap(
                                    started ->
                                        carryOut(
                                            session,
                                            started,
                                            bundle,
                                            claim(environment, session.adoptsData()),
                                            context))));
  }

  static StackClaim claim(Releasable environment, boolean adopts) {
    return new StackClaim(
        environment.name(),
        environment.context().id(),
        environment.config().tracker().database().driver(),
        known(environment),
        adopts);
  }

  /** A state that an older program stored may say that something was released, but not what. */
  private static Optional<String> known(Releasable environment) {
    Optional<String> release = environment.installedRelease().map(ReleaseId::value);
    return switch (environment.stateName()) {
      case RELEASED, RUNNING, RUN_FAILED -> release.or(() -> Optional.of(StackClaim.ANY));
      default -> release;
    };
  }

  private static Either<DeployError, Released> carryOut(
      Session session,
      Releasing started,
      ReleaseBundle bundle,
      StackClaim claim,
      OperationContext context) {
    return context
        .progress()
        .step(
            INSTALL,
            "install release " + bundle.id(),
            () ->
                session
                    .adapters()
                    .stackOperator()
                    .install(
                        started.machine(),
                        started.config().sshCredentials(),
                        bundle,
                        claim,
                        context))
        .mapLeft(error -> session.failed(error, started::failed))
        .flatMap(
            report ->
                session.save(started.succeeded(report.release(), bundle.images(), session.now())));
  }
}
