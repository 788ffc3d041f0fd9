package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.HealthPlan;
import io.vavr.control.Either;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the stack and proves, on the machine and from outside, that it works. */
public final class RunPhase {

  private static final StepId START = new StepId("run.start-stack");
  private static final StepId PROVE = new StepId("run.prove-healthy");

  private RunPhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(
        new PlannedStep(START, "start the stack"), new PlannedStep(PROVE, "prove every service"));
  }

  /** Succeeds only when every service answered; {@code running} never means less. */
  public static Either<DeployError, Running> run(Session session, Startable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                Rendering.release(session, environment, context)
                    .flatMap(bundle -> sameRelease(environment, bundle))
                    .flatMap(bundle -> start(session, environment, bundle.id(), context)));
  }

  /** The same for the release that is installed, whatever made it. */
  public static Either<DeployError, Running> run(
      Session session, Released environment, ReleaseId installed) {
    return session
        .context(environment)
        .flatMap(context -> start(session, environment, installed, context));
  }

  private static Either<DeployError, Running> start(
      Session session, Startable environment, ReleaseId release, OperationContext context) {
    return session
        .save(environment.startRunning(session.operation()))
        .flatMap(started -> carryOut(session, started, release, context));
  }

  /**
   * Starting files that were made from something else would prove the wrong thing: {@code
   * release.outdated}.
   */
  public static Either<DeployError, ReleaseBundle> sameRelease(
      Environment environment, ReleaseBundle bundle) {
    boolean same = environment.installedRelease().map(bundle.id()::equals).orElse(true);
    return same
        ? Either.right(bundle)
        : Either.left(
            DeployError.because(
                    "release.outdated",
                    ErrorKind.STATE,
                    "what is installed on '"
                        + environment.name()
                        + "' is not what its configuration renders to any more")
                .putFacts("environment", environment.name().value())
                .putFacts("expected", bundle.id().value())
                .putFacts("actual", environment.installedRelease().map(Object::toString).orElse(""))
                .addRemedies(Remedy.run("release"))
                .build());
  }

  private static Either<DeployError, Running> carryOut(
      Session session, Released started, ReleaseId release, OperationContext context) {
    ReachableEnvironment reachable = started;
    return context
        .progress()
        .step(
            START,
            "start the stack",
            () ->
                session
                    .adapters()
                    .stackOperator()
                    .start(
                        reachable.machine(), started.config().sshCredentials(), release, context))
        .flatMap(
            status ->
                context
                    .progress()
                    .step(PROVE, "prove every service", () -> prove(session, started, context)))
        .flatMap(proven -> SecretTrial.of(session, started, release).run(context))
        .mapLeft(error -> session.failed(error, started::failed))
        .flatMap(proven -> session.save(started.succeeded(session.now())));
  }

  private static Either<DeployError, Done> prove(
      Session session, Released started, OperationContext context) {
    HealthPlan plan = HealthPlan.of(started.config(), started.machine());
    return new Prober(session.adapters().serviceProbe(), context)
        .prove(plan)
        .peek(unproven -> warn(unproven, context))
        .map(unproven -> Done.DONE);
  }

  /** One warning for each reason, with all that it holds for. */
  private static void warn(List<CheckResult> unproven, OperationContext context) {
    Map<String, String> subjects =
        unproven.stream()
            .collect(
                Collectors.toMap(
                    CheckResult::detail,
                    CheckResult::subject,
                    (one, other) -> one + ", " + other,
                    LinkedHashMap::new));
    subjects.forEach(
        (reason, whose) ->
            context.progress().warn("run.unproven_from_here", whose + ": " + reason));
  }
}
