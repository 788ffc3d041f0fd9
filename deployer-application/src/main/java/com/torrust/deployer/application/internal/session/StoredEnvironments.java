package com.torrust.deployer.application.internal.session;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.Optional;

/**
 * Finds environments without locking them, and tells what may have been meant by a name that is not
 * stored.
 */
public final class StoredEnvironments {

  private final EnvironmentStore store;

  public StoredEnvironments(EnvironmentStore store) {
    this.store = store;
  }

  /** The environment, or {@code environment.not_found}. */
  public Either<DeployError, Environment> get(EnvironmentName name) {
    return store.find(name).flatMap(found -> require(name, found));
  }

  /** What was found under a name, or {@code environment.not_found}. */
  public Either<DeployError, Environment> require(
      EnvironmentName name, Optional<Environment> found) {
    return Option.ofOptional(found).toEither(() -> notFound(name));
  }

  /** That there is none of that name, with the names that come near to it. */
  private DeployError notFound(EnvironmentName name) {
    List<String> near =
        NearestNames.of(
            name.value(),
            store.summaries().getOrElse(List.of()).stream().map(Summary::name).toList());
    ImmutableDeployError.Builder error =
        DeployError.because(
                "environment.not_found",
                ErrorKind.NOT_FOUND,
                "there is no environment '" + name + "'")
            .putFacts("environment", name.value());
    if (!near.isEmpty()) {
      error
          .putFacts("nearest", String.join(", ", near))
          .addRemedies(
              Remedy.advice(
                  "did you mean "
                      + String.join(" or ", near.stream().map(other -> "'" + other + "'").toList())
                      + "?"));
    }
    return error.addRemedies(Remedy.run("list"), Remedy.run("create environment")).build();
  }
}
