package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.List;

/**
 * Saves the tracker's data, or proves that what was saved can be had back. The environment stays in
 * its state: nothing that it describes changes.
 */
public final class BackupOperation {

  private static final PlannedStep SAVE =
      new PlannedStep(new StepId("backup.save"), "save database, release and configuration");
  private static final PlannedStep VERIFY =
      new PlannedStep(new StepId("backup.verify"), "fetch a backup and prove what it holds");

  private final OperationRunner runner;

  /** Runs with this runner. */
  public BackupOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /** Takes a backup now. */
  public Either<DeployError, Backup> save(EnvironmentName name, OperationOptions options) {
    return run(
        name,
        options,
        SAVE,
        (session, environment, context) ->
            session
                .adapters()
                .stackOperator()
                .backup(environment.machine(), environment.config().sshCredentials(), context));
  }

  /** Fetches a backup and proves it; nothing else is touched. */
  public Either<DeployError, Backup> verify(
      EnvironmentName name, BackupChoice choice, OperationOptions options) {
    return run(
        name,
        options,
        VERIFY,
        (session, environment, context) ->
            session
                .adapters()
                .stackOperator()
                .verify(
                    environment.machine(), environment.config().sshCredentials(), choice, context));
  }

  /** What the machine is asked for. */
  @FunctionalInterface
  private interface Work {
    Either<DeployError, Backup> on(
        Session session, ReachableEnvironment environment, OperationContext context);
  }

  private Either<DeployError, Backup> run(
      EnvironmentName name, OperationOptions options, PlannedStep step, Work work) {
    return runner.run(
        OperationKind.BACKUP,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(BackupOperation::withRepository)
                .flatMap(environment -> reachable(environment, OperationKind.BACKUP))
                .flatMap(
                    environment -> {
                      session.announce(List.of(step));
                      return session
                          .context(environment)
                          .flatMap(
                              context ->
                                  context
                                      .progress()
                                      .step(
                                          step.step(),
                                          step.description(),
                                          () -> work.on(session, environment, context)));
                    }));
  }

  /** A release is installed, so that the machine knows of its data. */
  static Either<DeployError, ReachableEnvironment> reachable(
      Environment environment, OperationKind kind) {
    return States.expect(environment, Startable.class, kind)
        .map(startable -> (ReachableEnvironment) startable);
  }

  /** Nothing can be saved without a place. */
  static Either<DeployError, Environment> withRepository(Environment environment) {
    return environment.config().backup().flatMap(BackupConfig::repository).isPresent()
        ? Either.right(environment)
        : Either.left(
            DeployError.because(
                    "backup.no_repository",
                    ErrorKind.STATE,
                    "the configuration of '" + environment.name() + "' names no repository")
                .putFacts("environment", environment.name().value())
                .addRemedies(
                    Remedy.advice(
                        "add 'repository' and 'password' to the section 'backup' and deploy the"
                            + " file"))
                .build());
  }
}
