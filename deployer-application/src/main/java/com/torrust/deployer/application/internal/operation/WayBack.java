package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.ConfigurePhase;
import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.phase.RunPhase;
import com.torrust.deployer.application.internal.phase.UsePhase;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leads an environment back to a release that its machine keeps, with the configuration that it was
 * made from. Until its services are proven, the configuration that was in force stays in the state.
 */
final class WayBack {

  /** What the failure itself offers is about a release that is not in force any more. */
  private static final List<Remedy> AFTER_RETURN =
      List.of(
          Remedy.run("status"),
          Remedy.run("releases"),
          Remedy.advice(
              "correct what the failed release was made from, and look at the plan before it is"
                  + " deployed again"));

  private final Session session;
  private final Environment at;
  private final InstalledRelease target;
  private final List<OperationKind> done = new ArrayList<>();

  private WayBack(Session session, Environment at, InstalledRelease target) {
    this.session = session;
    this.at = at;
    this.target = target;
  }

  static WayBack of(Session session, Environment at, InstalledRelease target) {
    return new WayBack(session, at, target);
  }

  /** The phases that ended well. */
  List<OperationKind> done() {
    return List.copyOf(done);
  }

  /** Configures the machine if it has to be, puts the release in place and proves it. */
  Either<DeployError, Running> go() {
    return configures(session.adapters(), at, target.config())
        .flatMap(
            configures -> {
              announce(configures);
              return configured(at.changedTo(target.config()), configures);
            })
        .flatMap(
            environment -> States.expect(environment, Releasable.class, OperationKind.ROLLBACK))
        .flatMap(environment -> UsePhase.run(session, environment, target))
        .peek(released -> done.add(OperationKind.RELEASE))
        .flatMap(released -> RunPhase.run(session, released, target.id()))
        .peek(running -> done.add(OperationKind.RUN));
  }

  private void announce(boolean configures) {
    List<PlannedStep> steps = new ArrayList<>();
    if (configures) {
      steps.addAll(ConfigurePhase.steps());
    }
    steps.addAll(UsePhase.steps());
    steps.addAll(RunPhase.steps());
    session.announce(steps);
  }

  private Either<DeployError, Environment> configured(Environment changed, boolean configures) {
    return configures
        ? States.expect(changed, Configurable.class, OperationKind.ROLLBACK)
            .flatMap(environment -> ConfigurePhase.run(session, environment))
            .peek(configured -> done.add(OperationKind.CONFIGURE))
            .map(configured -> (Environment) configured)
        : Either.right(changed);
  }

  /**
   * Whether the machine has to be configured for that configuration: it may be configured by the
   * stored one, by the one in force, or by half of either.
   */
  static Either<DeployError, Boolean> configures(
      Adapters adapters, Environment at, EnvironmentConfig wanted) {
    if (!(at instanceof Releasable)) {
      return Either.right(true);
    }
    EnvironmentConfig inForce = at.context().configInForce().orElse(at.config());
    return Rendering.machine(adapters, at, wanted)
        .flatMap(
            asked ->
                differs(adapters, at, at.config(), asked)
                    .flatMap(
                        differs ->
                            differs ? Either.right(true) : differs(adapters, at, inForce, asked)));
  }

  private static Either<DeployError, Boolean> differs(
      Adapters adapters, Environment at, EnvironmentConfig present, Artifacts asked) {
    return Rendering.machine(adapters, at, present).map(rendered -> !rendered.equals(asked));
  }

  /**
   * What the failure of a new release ends with: unless the options say otherwise, the one in force
   * is put back, and the error says so, or says why that failed as well.
   */
  static DeployError afterFailure(Session session, DeployError error) {
    Optional<Environment> failed = session.current();
    Optional<ReleaseId> installed = failed.flatMap(Environment::installedRelease);
    Optional<InstalledRelease> inForce =
        failed
            .flatMap(environment -> environment.context().releaseInForce())
            .filter(release -> !Optional.of(release.id()).equals(installed));
    if (!session.returnsWhenUnhealthy() || inForce.isEmpty() || !isOfTheRelease(error)) {
      return error;
    }
    InstalledRelease back = inForce.get();
    DeployError known =
        error
            .with("failed_release", installed.map(ReleaseId::value).orElse(""))
            .with("release_in_force", back.id().value());
    return of(session, failed.get(), back)
        .go()
        .fold(
            unreturned ->
                ImmutableDeployError.builder()
                    .from(known)
                    .addCauses(
                        "release " + back.id() + " could not be put back: " + unreturned.message())
                    .build(),
            running ->
                ImmutableDeployError.builder()
                    .from(known)
                    .message(
                        known.message()
                            + "; release "
                            + back.id()
                            + ", which ran before, was put back and every service of it answers")
                    .remedies(AFTER_RETURN)
                    .build());
  }

  /**
   * Where nobody could ask the machine, or somebody stopped it, the release may be as it should.
   */
  private static boolean isOfTheRelease(DeployError error) {
    return switch (error.kind()) {
      case HEALTH, REMOTE, TIMEOUT, CHECKS -> true;
      default -> false;
    };
  }
}
