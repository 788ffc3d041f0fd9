package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.OperationProgress;
import com.torrust.deployer.application.internal.session.Stopped;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
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

/** Fetches the end of the containers' logs. Takes no lease, changes nothing. */
public final class LogsOperation {

  private final Look.Maker looks;
  private final Adapters adapters;

  /** Fetches with these adapters. */
  public LogsOperation(Look.Maker looks, Adapters adapters) {
    this.looks = looks;
    this.adapters = adapters;
  }

  /** The lines, redacted; left when there is no machine or no such service. */
  public Either<DeployError, List<String>> run(
      EnvironmentName name, Optional<String> service, int lines, OperationOptions options) {
    return new StoredEnvironments(adapters.store())
        .get(name)
        .flatMap(
            environment ->
                environment
                    .knownMachine()
                    .<Either<DeployError, List<String>>>map(
                        machine ->
                            fetch(
                                // What a log quotes can only be masked by who knows it.
                                new SecretResolver(adapters, options.cancellation())
                                    .see(environment)
                                    .environment(),
                                machine,
                                service,
                                lines,
                                options))
                    .orElseGet(() -> Either.left(TestOperation.noMachine(environment))));
  }

  private Either<DeployError, List<String>> fetch(
      Environment environment,
      Machine machine,
      Optional<String> service,
      int lines,
      OperationOptions options) {
    try (Look look = looks.at(environment, OperationKind.STATUS, options)) {
      Either<DeployError, List<String>> fetched =
          Stopped.unless(
              options.cancellation(),
              "before the lines were there",
              look.context(options.cancellation(), options.timeouts())
                  .flatMap(
                      context ->
                          adapters
                              .stackOperator()
                              .logs(
                                  machine,
                                  environment.config().sshCredentials(),
                                  service,
                                  lines,
                                  context)));
      return look.ended(
          fetched.fold(OperationProgress::outcomeOf, done -> Outcome.SUCCEEDED), fetched);
    }
  }
}
