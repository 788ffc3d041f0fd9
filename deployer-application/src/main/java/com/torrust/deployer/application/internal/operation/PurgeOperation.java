package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PurgeResult;
import io.vavr.control.Either;
import java.util.Optional;

/** Removes local data. What still lives at a provider is not forgotten by accident (SDK-9). */
public final class PurgeOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public PurgeOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /** With {@code force} even an unreadable or living environment goes. */
  public Either<DeployError, PurgeResult> run(
      EnvironmentName name, boolean force, OperationOptions options) {
    return runner.run(
        OperationKind.PURGE,
        name,
        options,
        session ->
            allowed(new StoredEnvironments(session.adapters().store()), session.find(), name, force)
                .flatMap(allowed -> purge(session)));
  }

  /**
   * What is to be purged, empty when it cannot be read; on the left why it may not be: {@code
   * environment.not_found}, {@code environment.resources_live}.
   */
  static Either<DeployError, Optional<Environment>> allowed(
      StoredEnvironments environments,
      Either<DeployError, Optional<Environment>> found,
      EnvironmentName name,
      boolean force) {
    if (found.isLeft() && force) {
      return Either.right(Optional.empty());
    }
    return found
        .flatMap(stored -> environments.require(name, stored))
        .flatMap(
            environment ->
                force || !EnvironmentView.mayHoldResources(environment)
                    ? Either.right(Optional.of(environment))
                    : Either.left(resourcesLive(environment)));
  }

  private static DeployError resourcesLive(Environment environment) {
    String machine =
        environment
            .knownMachine()
            .map(Machine::address)
            .map(address -> " at " + address)
            .orElse("");
    return DeployError.because(
            "environment.resources_live",
            ErrorKind.STATE,
            "'"
                + environment.name()
                + "' is "
                + environment.stateName().text()
                + ": its machine"
                + machine
                + " would live on with nobody knowing of it")
        .putFacts("environment", environment.name().value())
        .putFacts("actual", environment.stateName().text())
        .addRemedies(Remedy.run("destroy"))
        .build();
  }

  private static Either<DeployError, PurgeResult> purge(Session session) {
    return session
        .adapters()
        .workspace()
        .discard(session.name())
        .flatMap(done -> session.lease().remove())
        .map(removed -> new PurgeResult(session.name(), removed));
  }
}
