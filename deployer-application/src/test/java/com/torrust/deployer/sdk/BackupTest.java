package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupKeep;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableBackupRepository;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.RepositoryLocation;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.RunFailed;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.RestoreResult;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Data is saved, found and put back; whatever goes wrong, the old data is in service. */
class BackupTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final EnvironmentName SPARE = Samples.name("spare");
  private static final OperationOptions OPTIONS = OperationOptions.standard();
  private static final Map<String, Long> OLD = Map.of("torrents", 5L, "keys", 1L);
  private static final Map<String, Long> NEW = Map.of("torrents", 9L, "keys", 1L);

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world, event -> {});

  /** A configuration whose backups go elsewhere. */
  static EnvironmentConfig saving(String name) {
    return ImmutableEnvironmentConfig.copyOf(Samples.config(name))
        .withBackup(
            new BackupConfig(
                CronSchedule.daily(),
                7,
                Optional.of(
                    ImmutableBackupRepository.builder()
                        .location(RepositoryLocation.parse("rest:https://backup.example/").get())
                        .password(Secret.of("a long password"))
                        .keep(BackupKeep.STANDARD)
                        .check(CronSchedule.weekly())
                        .build())));
  }

  private FakeHost running(String name) {
    ok(deployer.deploy(saving(name), DeployTarget.RUNNING, OPTIONS));
    return world.hosts().stream().reduce((one, other) -> other).orElseThrow();
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  @Test
  void whatWasSavedIsListedAndComesBack() {
    FakeHost host = running("demo");
    host.data(OLD);
    Environment before = stored();

    Backup first = ok(deployer.backup(DEMO, OPTIONS));
    host.data(NEW);
    Backup second = ok(deployer.backup(DEMO, OPTIONS));

    assertEquals(OLD, first.rows());
    assertEquals(List.of(second, first), ok(deployer.backups(DEMO, Optional.empty(), OPTIONS)));
    assertEquals(before, stored(), "a backup changes nothing of the state");
    assertEquals(first, ok(deployer.verifyBackup(DEMO, BackupChoice.of(first.id()), OPTIONS)));
    assertEquals(NEW, host.data(), "a drill touches nothing");

    RestoreResult result = ok(deployer.restore(DEMO, BackupChoice.of(first.id()), OPTIONS));

    assertEquals(OLD, host.data());
    assertEquals(first, result.report().backup());
    assertEquals(NEW, host.copies().get(result.report().before().orElseThrow()));
    assertInstanceOf(Running.class, stored());
    assertEquals(
        List.of(OperationKind.BACKUP, OperationKind.BACKUP, OperationKind.BACKUP),
        ok(deployer.history(DEMO)).stream()
            .map(HistoryEntry::kind)
            .filter(OperationKind.BACKUP::equals)
            .toList());
  }

  @Test
  void theLatestIsTakenWhenNoneIsNamed() {
    FakeHost host = running("demo");
    host.data(OLD);
    ok(deployer.backup(DEMO, OPTIONS));
    host.data(NEW);
    ok(deployer.backup(DEMO, OPTIONS));
    host.data(Map.of());

    ok(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS));

    assertEquals(NEW, host.data());
  }

  @Test
  void aBackupOfOneGoesIntoAnother() {
    running("demo").data(OLD);
    ok(deployer.backup(DEMO, OPTIONS));
    FakeHost spare = running("spare");
    spare.data(NEW);

    assertEquals(List.of(), ok(deployer.backups(SPARE, Optional.empty(), OPTIONS)));
    assertEquals(1, ok(deployer.backups(SPARE, Optional.of(DEMO), OPTIONS)).size());
    ok(deployer.restore(SPARE, new BackupChoice(Optional.empty(), Optional.of(DEMO)), OPTIONS));

    assertEquals(OLD, spare.data());
  }

  @Test
  void theOldDataIsInServiceWhenTheTrackerDoesNotGetWell() {
    FakeHost host = running("demo");
    host.data(OLD);
    Backup backup = ok(deployer.backup(DEMO, OPTIONS));
    host.data(NEW);
    world.neverWellWith(backup.id()::equals);

    DeployError error = left(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS));

    assertEquals("restore.unhealthy", error.code().value());
    assertEquals(NEW, host.data());
    assertInstanceOf(Running.class, stored());
    assertEquals(Optional.empty(), stored().context().operation());
  }

  @Test
  void nothingIsTouchedWhenThereIsNoSuchBackup() {
    FakeHost host = running("demo");
    host.data(NEW);

    DeployError error =
        left(deployer.restore(DEMO, BackupChoice.of(new BackupId("0123456789abcdef")), OPTIONS));

    assertEquals("backup.unknown", error.code().value());
    assertEquals(NEW, host.data());
    assertEquals(Map.of(), host.copies());
    assertInstanceOf(Running.class, stored());
    assertEquals(Optional.empty(), stored().context().operation());
  }

  @Test
  void aLostConnectionLeavesAStateThatSaysSo() {
    running("demo");
    ok(deployer.backup(DEMO, OPTIONS));
    world
        .faults()
        .failAt(
            "restore.answer",
            DeployError.because("ssh.unreachable", ErrorKind.CONNECTIVITY, "gone").build());

    assertEquals(
        "ssh.unreachable",
        left(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS)).code().value());

    assertInstanceOf(RunFailed.class, stored());
    ok(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS));
    assertInstanceOf(Running.class, stored());
  }

  @Test
  void aRestoreThatWasKilledAnywhereIsFinishedByTheSameCommand() {
    for (int point = 1; point <= 30; point++) {
      FakeWorld each = FakeWorld.create();
      Deployer first = Worlds.deployer(each, event -> {});
      ok(first.deploy(saving("demo"), DeployTarget.RUNNING, OPTIONS));
      FakeHost host = each.hosts().iterator().next();
      host.data(OLD);
      Backup backup = ok(first.backup(DEMO, OPTIONS));
      host.data(NEW);
      each.faults().restart();
      each.faults().killAtPoint(point);
      first.restore(DEMO, BackupChoice.of(backup.id()), OPTIONS);
      boolean killed = each.faults().isDead();
      each.faults().restart();

      Deployer second = Worlds.deployer(each, event -> {});
      ok(second.restore(DEMO, BackupChoice.of(backup.id()), OPTIONS));

      assertEquals(OLD, host.data(), "killed at point " + point);
      assertInstanceOf(Running.class, ok(second.show(DEMO)).environment());
      assertTrue(host.copies().containsValue(host.data()) || host.copies().size() > 0);
      if (!killed) {
        return;
      }
    }
    throw new AssertionError("a restore has more points than were tried");
  }

  @Test
  void withoutARepositoryNothingIsAsked() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));

    for (DeployError error :
        List.of(
            left(deployer.backup(DEMO, OPTIONS)),
            left(deployer.backups(DEMO, Optional.empty(), OPTIONS)),
            left(deployer.verifyBackup(DEMO, BackupChoice.latest(), OPTIONS)),
            left(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS)),
            left(deployer.plan(DEMO, PlannedOperation.backup())))) {
      assertEquals("backup.no_repository", error.code().value());
    }
    assertInstanceOf(Running.class, stored());
  }

  @Test
  void whatWasNeverReleasedHasNothingToSave() {
    ok(deployer.create(saving("demo"), OPTIONS));

    assertEquals("environment.wrong_state", left(deployer.backup(DEMO, OPTIONS)).code().value());
    assertEquals(
        "environment.wrong_state",
        left(deployer.restore(DEMO, BackupChoice.latest(), OPTIONS)).code().value());
  }

  @Test
  void aPlanNamesWhatARestoreLoses() {
    running("demo");

    Plan restore = ok(deployer.plan(DEMO, PlannedOperation.restore(BackupChoice.latest())));
    Plan backup = ok(deployer.plan(DEMO, PlannedOperation.backup()));

    assertFalse(restore.losses().isEmpty());
    assertEquals(List.of(), backup.losses());
    assertNotEquals(restore.id(), backup.id());
  }
}
