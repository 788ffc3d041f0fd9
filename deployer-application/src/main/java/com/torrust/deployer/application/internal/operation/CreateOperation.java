package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.util.UUID;

/** Stores a new environment. */
public final class CreateOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public CreateOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /** Refuses a name that is taken, whatever is stored under it (R64). */
  public Either<DeployError, Created> run(EnvironmentConfig config, OperationOptions options) {
    return runner.run(
        OperationKind.CREATE,
        config.name(),
        options,
        session ->
            session
                .find()
                .flatMap(
                    found ->
                        found.isPresent() ? Either.left(taken(config)) : store(session, config)));
  }

  /** Stores what nothing is stored of yet. */
  static Either<DeployError, Created> store(Session session, EnvironmentConfig config) {
    return session.save(
        Created.of(new EnvironmentId(UUID.randomUUID().toString()), config, session.now()));
  }

  private static DeployError taken(EnvironmentConfig config) {
    return DeployError.because(
            "environment.already_exists",
            ErrorKind.STATE,
            "there is an environment '" + config.name() + "' already")
        .putFacts("environment", config.name().value())
        .addRemedies(
            Remedy.run("show"),
            Remedy.advice("choose another name in the configuration"),
            Remedy.run("destroy"),
            Remedy.run("purge"))
        .build();
  }
}
