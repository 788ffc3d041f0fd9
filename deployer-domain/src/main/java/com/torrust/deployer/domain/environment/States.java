package com.torrust.deployer.domain.environment;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;

/** Narrows an environment of unknown state to what an operation accepts. */
public final class States {

  private States() {}

  /**
   * The environment as {@code view}, or {@code environment.wrong_state}, which names the present
   * state, what the operation needs and the command that leads there.
   */
  public static <V extends Environment> Either<DeployError, V> expect(
      Environment environment, Class<V> view, OperationKind operation) {
    if (view.isInstance(environment)) {
      return Either.right(view.cast(environment));
    }
    ImmutableDeployError.Builder error =
        DeployError.because(
                "environment.wrong_state",
                ErrorKind.STATE,
                "cannot "
                    + operation.text()
                    + " '"
                    + environment.name()
                    + "': it is "
                    + environment.stateName().text()
                    + ", but that needs one of "
                    + String.join(", ", accepted(view)))
            .putFacts("environment", environment.name().value())
            .putFacts("expected", String.join(",", accepted(view)))
            .putFacts("actual", environment.stateName().text());
    return Either.left(error.addRemedies(wayTo(environment, operation)).build());
  }

  private static List<String> accepted(Class<?> view) {
    return Arrays.stream(StateName.values())
        .filter(name -> view.isAssignableFrom(classOf(name)))
        .map(StateName::text)
        .toList();
  }

  private static Remedy wayTo(Environment environment, OperationKind operation) {
    if (environment instanceof Destroyed) {
      return Remedy.run("purge");
    }
    if (environment instanceof Destroying || environment instanceof DestroyFailed) {
      return Remedy.run("destroy");
    }
    if (environment instanceof Provisionable && operation != OperationKind.REGISTER) {
      return Remedy.run("provision");
    }
    if (environment instanceof Startable) {
      return Remedy.run("show");
    }
    if (environment instanceof Releasable) {
      return Remedy.run("release");
    }
    if (environment instanceof Configurable) {
      return Remedy.run("configure");
    }
    return Remedy.run("show");
  }

  /** The class that stands for a state. */
  static Class<? extends Environment> classOf(StateName name) {
    return switch (name) {
      case CREATED -> Created.class;
      case PROVISIONING -> Provisioning.class;
      case PROVISIONED -> Provisioned.class;
      case CONFIGURING -> Configuring.class;
      case CONFIGURED -> Configured.class;
      case RELEASING -> Releasing.class;
      case RELEASED -> Released.class;
      case RUNNING -> Running.class;
      case DESTROYING -> Destroying.class;
      case DESTROYED -> Destroyed.class;
      case PROVISION_FAILED -> ProvisionFailed.class;
      case CONFIGURE_FAILED -> ConfigureFailed.class;
      case RELEASE_FAILED -> ReleaseFailed.class;
      case RUN_FAILED -> RunFailed.class;
      case DESTROY_FAILED -> DestroyFailed.class;
    };
  }
}
