package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Configured;
import com.torrust.deployer.domain.environment.Configuring;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import io.vavr.control.Either;
import java.util.List;

/** Makes the machine able to run containers. */
public final class ConfigurePhase {

  private static final StepId LOOK = new StepId("configure.look");
  private static final StepId CONFIGURE = new StepId("configure.machine");

  private ConfigurePhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(
        new PlannedStep(LOOK, Preflight.DESCRIPTION),
        new PlannedStep(CONFIGURE, "configure the machine"));
  }

  /**
   * Looks first and begins nothing when something stands in the way; changes what is not yet as it
   * should be; a repetition changes nothing.
   */
  public static Either<DeployError, Configured> run(Session session, Configurable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                Rendering.write(session, environment, ArtifactPurpose.CONFIGURE, "", context)
                    .flatMap(
                        rendered -> session.save(environment.startConfiguring(session.operation())))
                    .flatMap(started -> carryOut(session, started, context)));
  }

  private static Either<DeployError, Configured> carryOut(
      Session session, Configuring started, OperationContext context) {
    ReachableEnvironment reachable = started;
    return Preflight.look(session, LOOK, started.config(), reachable.machine(), context)
        .peek(report -> Preflight.warn(report, context))
        .mapLeft(error -> session.failed(error, started::failed))
        .map(report -> Preflight.withBothAddresses(reachable.machine(), report, started))
        .flatMap(
            machine ->
                machine.equals(reachable.machine())
                    ? Either.right(started)
                    : session.save(started.found(machine)))
        .flatMap(looked -> configure(session, looked, context));
  }

  private static Either<DeployError, Configured> configure(
      Session session, Configuring looked, OperationContext context) {
    return context
        .progress()
        .step(
            CONFIGURE,
            "configure the machine",
            () ->
                session
                    .adapters()
                    .configurator()
                    .configure(looked.config(), looked.machine(), context))
        .mapLeft(error -> session.failed(error, looked::failed))
        .flatMap(report -> session.save(looked.succeeded(session.now())));
  }
}
