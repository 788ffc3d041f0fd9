package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.OperationProgress;
import com.torrust.deployer.application.internal.session.Stopped;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/** Lists what is in the repository. Takes no lease, changes nothing. */
public final class BackupsOperation {

  private final Look.Maker looks;
  private final Adapters adapters;

  /** Asks with these adapters. */
  public BackupsOperation(Look.Maker looks, Adapters adapters) {
    this.looks = looks;
    this.adapters = adapters;
  }

  /**
   * The backups, the latest first.
   *
   * @param of another environment whose backups are asked for
   */
  public Either<DeployError, List<Backup>> run(
      EnvironmentName name, Optional<EnvironmentName> of, OperationOptions options) {
    return new StoredEnvironments(adapters.store())
        .get(name)
        .flatMap(BackupOperation::withRepository)
        .flatMap(
            environment ->
                environment
                    .knownMachine()
                    .<Either<DeployError, List<Backup>>>map(
                        machine -> ask(environment, machine, of, options))
                    .orElseGet(() -> Either.left(TestOperation.noMachine(environment))));
  }

  private Either<DeployError, List<Backup>> ask(
      Environment environment,
      Machine machine,
      Optional<EnvironmentName> of,
      OperationOptions options) {
    try (Look look = looks.at(environment, OperationKind.BACKUP, options)) {
      Either<DeployError, List<Backup>> asked =
          Stopped.unless(
              options.cancellation(),
              "before the backups were listed",
              look.context(options.cancellation(), options.timeouts())
                  .flatMap(
                      context ->
                          adapters
                              .stackOperator()
                              .backups(
                                  machine, environment.config().sshCredentials(), of, context)));
      return look.ended(asked.fold(OperationProgress::outcomeOf, done -> Outcome.SUCCEEDED), asked);
    }
  }
}
