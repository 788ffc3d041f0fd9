package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An operation whose plan is asked for, with what decides on its course. */
public sealed interface PlannedOperation {

  /** The phases that are missing. */
  static PlannedOperation deploy(DeployTarget target) {
    return new Deploy(target);
  }

  /**
   * One phase.
   *
   * @param phase {@code PROVISION}, {@code CONFIGURE}, {@code RELEASE} or {@code RUN}
   */
  static PlannedOperation phase(OperationKind phase) {
    return new Phase(phase);
  }

  /** The adoption of a machine. */
  static PlannedOperation register(Registration registration) {
    return new Register(registration);
  }

  /** The destruction. */
  static PlannedOperation destroy() {
    return new Destroy();
  }

  /** The way back to a release; without one to the release that was in force before. */
  static PlannedOperation rollback(Optional<ReleaseId> release) {
    return new Rollback(release);
  }

  /** Other values for these secrets; for all that can be given others when none is named. */
  static PlannedOperation rotate(List<String> secrets) {
    return new Rotate(secrets);
  }

  /** The saving of the tracker's data. */
  static PlannedOperation backup() {
    return new SaveData();
  }

  /** The way back to saved data. */
  static PlannedOperation restore(BackupChoice choice) {
    return new Restore(choice);
  }

  /** The removal of local data. */
  static PlannedOperation purge(boolean force) {
    return new Purge(force);
  }

  /**
   * The phases that are missing.
   *
   * @param target how far to go
   */
  record Deploy(DeployTarget target) implements PlannedOperation {}

  /**
   * One phase.
   *
   * @param phase which one
   */
  record Phase(OperationKind phase) implements PlannedOperation {

    private static final Set<OperationKind> PHASES =
        Set.of(
            OperationKind.PROVISION,
            OperationKind.CONFIGURE,
            OperationKind.RELEASE,
            OperationKind.RUN);

    /** Refuses what is no phase. */
    public Phase {
      if (!PHASES.contains(phase)) {
        throw new IllegalArgumentException(phase.text() + " is no phase");
      }
    }
  }

  /**
   * The adoption of a machine.
   *
   * @param registration the machine
   */
  record Register(Registration registration) implements PlannedOperation {}

  /**
   * The way back to a release.
   *
   * @param release which one, if it is not the one that was in force before
   */
  record Rollback(Optional<ReleaseId> release) implements PlannedOperation {}

  /**
   * Other values for secrets.
   *
   * @param secrets their names; all that can be given others when empty
   */
  record Rotate(List<String> secrets) implements PlannedOperation {

    /** Copies the list. */
    public Rotate {
      secrets = List.copyOf(secrets);
    }
  }

  /** The saving of the tracker's data. */
  record SaveData() implements PlannedOperation {}

  /**
   * The way back to saved data.
   *
   * @param choice which backup
   */
  record Restore(BackupChoice choice) implements PlannedOperation {}

  /** The destruction. */
  record Destroy() implements PlannedOperation {}

  /**
   * The removal of local data.
   *
   * @param force as for {@link com.torrust.deployer.sdk.Deployer#purge}
   */
  record Purge(boolean force) implements PlannedOperation {}
}
