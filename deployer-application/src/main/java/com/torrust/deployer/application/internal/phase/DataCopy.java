package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.Releasable;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.plan.DataRisk;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies the tracker's data before a release comes whose programs may change it. The machine puts
 * the copy back by itself when the release that it belongs to is started again.
 */
final class DataCopy {

  private static final StepId COPY = new StepId("release.copy-data");
  private static final String WHAT = "copy the data, which another program may change";

  /** Where there is nothing to copy, or nobody there who can. */
  private static final Set<String> NOTHING =
      Set.of("backup.no_database", "backup.release_too_old", "stack.not_installed");

  private DataCopy() {}

  /**
   * Copies the data where the bundle may change it; nothing is saved in the state, because the
   * machine remembers which release the copy belongs to.
   *
   * @return on the left why there is no copy, with nothing changed
   */
  static Either<DeployError, Optional<Backup>> before(
      Session session, Releasable environment, ReleaseBundle bundle, OperationContext context) {
    Optional<InstalledRelease> present =
        environment
            .context()
            .releaseInForce()
            .filter(known -> environment.installedRelease().equals(Optional.of(known.id())))
            .filter(known -> !known.id().equals(bundle.id()))
            .filter(known -> DataRisk.between(known.images(), bundle.images()));
    if (present.isEmpty()) {
      return Either.right(Optional.empty());
    }
    List<PlannedStep> steps = new ArrayList<>();
    steps.add(new PlannedStep(COPY, WHAT));
    steps.addAll(ReleasePhase.steps());
    steps.addAll(RunPhase.steps());
    session.announce(steps);
    Either<DeployError, Backup> copied =
        context
            .progress()
            .step(COPY, WHAT, () -> copy(session, environment, present.get().id(), context));
    if (copied.isLeft() && NOTHING.contains(copied.getLeft().code().value())) {
      context
          .progress()
          .warn(
              "release.data_not_copied",
              "the data was not copied before the new release: " + copied.getLeft().message());
      return Either.right(Optional.empty());
    }
    return copied.map(Optional::of);
  }

  private static Either<DeployError, Backup> copy(
      Session session, Releasable environment, ReleaseId release, OperationContext context) {
    return session
        .adapters()
        .stackOperator()
        .copyData(
            ((ReachableEnvironment) environment).machine(),
            environment.config().sshCredentials(),
            release,
            context);
  }
}
