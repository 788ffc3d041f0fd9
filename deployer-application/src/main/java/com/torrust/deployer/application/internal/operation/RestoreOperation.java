package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.plan.OperationPlans;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.RestoreResult;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a backup in place of the tracker's data and proves the services with it. The machine does
 * the work, keeps what was there, and goes back to it by itself when the tracker does not get well.
 */
public final class RestoreOperation {

  private static final StepId PUT = new StepId("restore.put-back");

  /** After these nobody knows, or somebody knows for sure, that the data is not as it was. */
  private static final Set<String> UNCERTAIN =
      Set.of("restore.not_returned", "restore.unfinished", "restore.failed");

  private static final Set<ErrorKind> LOST =
      Set.of(ErrorKind.CONNECTIVITY, ErrorKind.TIMEOUT, ErrorKind.CANCELLED, ErrorKind.INTERNAL);

  private final OperationRunner runner;

  /** Runs with this runner. */
  public RestoreOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /** Restores; given again after it was cut off, it goes on. */
  public Either<DeployError, RestoreResult> run(
      EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return runner.run(
        OperationKind.RESTORE,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(environment -> allowed(environment, choice))
                .flatMap(session::ready)
                .flatMap(environment -> restore(session, environment, choice)));
  }

  /** What it would do; the backup itself is on the machine's side and is not looked at. */
  static Either<DeployError, Plan> plan(Environment stored, BackupChoice choice) {
    return allowed(stored, choice).map(startable -> OperationPlans.restore(stored, choice));
  }

  private static Either<DeployError, Startable> allowed(
      Environment environment, BackupChoice choice) {
    boolean isCopy = choice.id().filter(BackupId::isCopy).isPresent();
    return (isCopy
            ? Either.<DeployError, Environment>right(environment)
            : BackupOperation.withRepository(environment))
        .flatMap(known -> States.expect(known, Startable.class, OperationKind.RESTORE));
  }

  private static Either<DeployError, RestoreResult> restore(
      Session session, Startable environment, BackupChoice choice) {
    List<PlannedStep> steps = new ArrayList<>();
    steps.add(new PlannedStep(PUT, "put the backup back"));
    steps.addAll(RunPhase.steps());
    session.announce(steps);
    return session
        .context(environment)
        .flatMap(
            context ->
                session
                    .save(environment.startRunning(session.operation()))
                    .flatMap(started -> carryOut(session, environment, started, choice, context)));
  }

  private static Either<DeployError, RestoreResult> carryOut(
      Session session,
      Startable environment,
      Released started,
      BackupChoice choice,
      OperationContext context) {
    return context
        .progress()
        .step(
            PUT,
            "put the backup back",
            () ->
                session
                    .adapters()
                    .stackOperator()
                    .restore(started.machine(), started.config().sshCredentials(), choice, context))
        .mapLeft(error -> failed(session, environment, started, error))
        .flatMap(report -> proven(session, started, report));
  }

  private static Either<DeployError, RestoreResult> proven(
      Session session, Released started, RestoreReport report) {
    return started
        .installedRelease()
        .map(installed -> RunPhase.run(session, started, installed))
        .orElseGet(() -> RunPhase.run(session, started))
        .map(running -> new RestoreResult(running, report));
  }

  /** Where the old data is in service, the environment is what it was. */
  private static DeployError failed(
      Session session, Startable before, Released started, DeployError error) {
    boolean isAsBefore = !UNCERTAIN.contains(error.code().value()) && !LOST.contains(error.kind());
    return isAsBefore
        ? session.save((Environment) before).fold(unsaved -> error, saved -> error)
        : session.failed(error, started::failed);
  }
}
