package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.RunFailed;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.ServiceEffect;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.KeptRelease;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Releases are kept, put back by hand, and put back by themselves when a new one fails. */
class RollbackTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();
  private static final EnvironmentConfig FIRST = Samples.config("demo");
  private static final EnvironmentConfig SECOND = ChangeTest.togglingPrivacy("demo");

  /** Its image never gets healthy. */
  static final EnvironmentConfig BROKEN = withImage("example/tracker:broken");

  private static final Map<String, Long> OLD = Map.of("torrents", 5L, "keys", 1L);

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world, event -> {});

  static EnvironmentConfig withImage(String image) {
    return ImmutableEnvironmentConfig.copyOf(Samples.config("demo"))
        .withImages(Map.of(Component.TRACKER, ImageReference.parse(image).get()));
  }

  static void breakImages(FakeWorld world) {
    world.neverHealthy(
        release -> release.images().values().stream().anyMatch(image -> image.endsWith(":broken")));
  }

  private static EnvironmentConfig withAnotherUdp() {
    List<UdpTracker> trackers = new ArrayList<>(FIRST.tracker().udpTrackers());
    trackers.add(new UdpTracker(BindAddress.parse("0.0.0.0:6868").get(), Optional.empty()));
    return ImmutableEnvironmentConfig.copyOf(FIRST)
        .withTracker(ImmutableTrackerConfig.copyOf(FIRST.tracker()).withUdpTrackers(trackers));
  }

  private void running(EnvironmentConfig... configs) {
    for (EnvironmentConfig config : configs) {
      ok(deployer.deploy(config, DeployTarget.RUNNING, OPTIONS));
    }
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  private ReleaseId inForce() {
    return stored().context().releaseInForce().orElseThrow().id();
  }

  private FakeHost host() {
    return world.hosts().iterator().next();
  }

  private List<KeptRelease> releases() {
    return ok(deployer.releases(DEMO));
  }

  @Test
  void listsWhatIsKeptTheLatestFirst() {
    running(FIRST, SECOND);

    List<KeptRelease> kept = releases();

    assertEquals(2, kept.size());
    assertTrue(kept.get(0).isInForce());
    assertEquals(List.of(), kept.get(0).members());
    assertFalse(kept.get(1).isInForce());
    assertEquals(List.of("/tracker/core/private"), kept.get(1).members());
    assertEquals("proven", kept.get(1).release().outcome());
    assertEquals("example/tracker:1.0", kept.get(1).release().images().get("tracker"));
  }

  @Test
  void putsTheReleaseBackThatRanBeforeWithItsConfiguration() {
    running(FIRST);
    ReleaseId first = inForce();
    running(SECOND);
    ReleaseId second = inForce();

    DeployResult back = ok(deployer.rollback(DEMO, Optional.empty(), OPTIONS));

    assertEquals(List.of(OperationKind.RELEASE, OperationKind.RUN), back.phases());
    assertEquals(FIRST, stored().config());
    assertEquals(Optional.of(first), host().installed());
    assertEquals(first, inForce());
    assertEquals(Optional.empty(), stored().context().configInForce());
    assertTrue(ok(deployer.plan(DEMO)).changesNothing());

    ok(deployer.rollback(DEMO, Optional.empty(), OPTIONS));
    assertEquals(second, inForce());
    ok(deployer.rollback(DEMO, Optional.of(second), OPTIONS));
    assertEquals(second, inForce(), "with an id it can be repeated");
  }

  @Test
  void configuresTheMachineWhereTheConfigurationsAskForIt() {
    running(FIRST, withAnotherUdp());
    Plan plan = ok(deployer.plan(DEMO, PlannedOperation.rollback(Optional.empty())));

    DeployError error = left(deployer.rollback(DEMO, Optional.empty(), OPTIONS));
    assertEquals("plan.not_approved", error.code().value());
    assertEquals(withAnotherUdp(), stored().config());

    DeployResult back =
        ok(
            deployer.rollback(
                DEMO,
                Optional.empty(),
                ImmutableOperationOptions.builder().approvedPlan(plan.id()).build()));
    assertEquals(plan.phases().stream().map(PlannedPhase::phase).toList(), back.phases());
    assertEquals(OperationKind.CONFIGURE, back.phases().get(0));
    assertEquals(
        List.of("tracker"),
        plan.phases().get(2).services().stream().map(ServiceEffect::service).toList());
    assertEquals(FIRST, stored().config());
  }

  @Test
  void refusesWhatIsNotThere() {
    running(FIRST);
    Environment before = stored();

    DeployError none = left(deployer.rollback(DEMO, Optional.empty(), OPTIONS));
    DeployError unknown =
        left(deployer.rollback(DEMO, Optional.of(new ReleaseId("0123456789abcdef")), OPTIONS));

    assertEquals("release.none_before", none.code().value());
    assertEquals("release.unknown", unknown.code().value());
    assertEquals(ErrorKind.NOT_FOUND, unknown.kind());
    assertEquals(before, stored());
  }

  @Test
  void saysSoWhenTheMachineDoesNotKeepItAnyMore() {
    running(FIRST, SECOND);
    host().forgetReleases();

    DeployError error = left(deployer.rollback(DEMO, Optional.empty(), OPTIONS));

    assertEquals("stack.release_unknown", error.code().value());
    ok(deployer.deploy(SECOND, DeployTarget.RUNNING, OPTIONS));
    assertEquals(SECOND, stored().config());
    assertTrue(stored() instanceof Running);
  }

  @Test
  void aReleaseThatDoesNotGetHealthyGivesWayToTheOneBeforeByItself() {
    running(FIRST);
    ReleaseId first = inForce();
    breakImages(world);

    DeployError error = left(deployer.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS));

    assertEquals("stack.unhealthy", error.code().value());
    assertEquals(first.value(), error.facts().get("release_in_force"));
    assertTrue(
        error.message().contains(first + ", which ran before, was put back"), error::message);
    assertEquals(List.of("tracker: last words"), error.outputTail());
    assertEquals(Remedy.run("status"), error.remedies().get(0), "what is offered first");
    assertTrue(stored() instanceof Running);
    assertEquals(FIRST, stored().config());
    assertEquals(Optional.empty(), stored().context().configInForce());
    assertEquals(Optional.of(first), host().installed());
    assertTrue(host().isRunning());
    assertEquals("failed", releases().get(1).release().outcome());
    assertEquals(Optional.of("stack.unhealthy"), releases().get(1).release().failure());
    List<HistoryEntry> history = ok(deployer.history(DEMO));
    assertEquals(HistoryEntry.Outcome.FAILED, history.get(history.size() - 1).outcome());
  }

  private static boolean isBroken(ReleaseBundle release) {
    return release.images().values().stream().anyMatch(image -> image.endsWith(":broken"));
  }

  @Test
  void dataThatTheNewReleaseHasChangedComesBackWithTheOldOne() {
    running(FIRST);
    host().data(OLD);
    breakImages(world);
    world.migrates(RollbackTest::isBroken);

    Plan plan = ok(deployer.plan(BROKEN));
    left(deployer.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS));

    assertEquals(
        List.of(OperationKind.BACKUP, OperationKind.RELEASE, OperationKind.RUN),
        plan.phases().stream().map(PlannedPhase::phase).toList());
    assertEquals(OLD, host().data());
    assertEquals(2, host().copies().size(), "what was changed is kept as well");
    assertTrue(stored() instanceof Running);
    assertEquals(FIRST, stored().config());
    assertTrue(ok(deployer.plan(DEMO)).changesNothing());
  }

  @Test
  void dataThatWasNotChangedStaysWithAllThatWasWrittenSince() {
    running(FIRST);
    breakImages(world);

    left(deployer.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS));

    assertEquals(1, host().copies().size());
    assertTrue(stored() instanceof Running);
  }

  @Test
  void nothingIsCopiedForAChangeThatLeavesTheProgramsAlone() {
    running(FIRST);

    Plan plan = ok(deployer.plan(SECOND));
    running(SECOND);

    assertEquals(
        List.of(OperationKind.RELEASE, OperationKind.RUN),
        plan.phases().stream().map(PlannedPhase::phase).toList());
    assertEquals(Map.of(), host().copies());
  }

  @Test
  void anUpgradeIsNotBegunWhenTheDataCannotBeCopied() {
    running(FIRST);
    ReleaseId first = inForce();
    world
        .faults()
        .failAt(
            "copy.begin",
            DeployError.because("remote.disk_full", ErrorKind.REMOTE, "the disk is full").build());

    DeployError error =
        left(deployer.deploy(withImage("example/tracker:2"), DeployTarget.RUNNING, OPTIONS));

    assertEquals("remote.disk_full", error.code().value());
    assertEquals(Optional.of(first), host().installed());
    assertTrue(stored() instanceof Running);
  }

  @Test
  void whereThereIsNoDataYetTheUpgradeGoesOn() {
    running(FIRST);
    world
        .faults()
        .failAt(
            "copy.begin",
            DeployError.because("backup.no_database", ErrorKind.REMOTE, "none yet").build());

    running(withImage("example/tracker:2"));

    assertEquals(Map.of(), host().copies());
  }

  @Test
  void anUpgradeThatWasKilledAnywhereEndsWithTheOldDataAndTheOldRelease() {
    for (int point = 1; point <= 60; point++) {
      FakeWorld each = FakeWorld.create();
      Deployer first = Worlds.deployer(each, event -> {});
      ok(first.deploy(FIRST, DeployTarget.RUNNING, OPTIONS));
      FakeHost host = each.hosts().iterator().next();
      host.data(OLD);
      breakImages(each);
      each.migrates(RollbackTest::isBroken);
      each.faults().restart();
      each.faults().killAtPoint(point);
      first.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS);
      boolean killed = each.faults().isDead();
      each.faults().restart();

      Deployer second = Worlds.deployer(each, event -> {});
      left(second.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS));

      assertEquals(OLD, host.data(), "killed at point " + point);
      assertEquals(FIRST, ok(second.show(DEMO)).environment().config(), "at point " + point);
      assertTrue(ok(second.show(DEMO)).environment() instanceof Running, "at point " + point);
      if (!killed) {
        return;
      }
    }
    throw new AssertionError("an upgrade has more points than were tried");
  }

  @Test
  void leavesItWhenThatIsWanted() {
    running(FIRST);
    breakImages(world);
    OperationOptions leaving =
        ImmutableOperationOptions.builder().returnsWhenUnhealthy(false).build();

    left(deployer.deploy(BROKEN, DeployTarget.RUNNING, leaving));

    assertTrue(stored() instanceof RunFailed);
    assertEquals(BROKEN, stored().config());
    ok(deployer.rollback(DEMO, Optional.of(inForce()), OPTIONS));
    assertEquals(FIRST, stored().config());
  }

  @Test
  void opensTheFirewallAgainForWhatThePreviousReleaseServes() {
    running(withAnotherUdp());
    breakImages(world);
    Plan plan = ok(deployer.plan(BROKEN));

    left(
        deployer.deploy(
            BROKEN,
            DeployTarget.RUNNING,
            ImmutableOperationOptions.builder().approvedPlan(plan.id()).build()));

    assertEquals(withAnotherUdp(), stored().config());
    assertEquals(
        3,
        world.faults().passed().stream().filter("configure.tasks"::equals).count(),
        world.faults().passed()::toString);
  }

  @Test
  void tellsWhenTheReturnFailsAsWell() {
    running(FIRST);
    breakImages(world);
    world
        .faults()
        .failAt(
            "use.switch",
            DeployError.because("ssh.lost", ErrorKind.CONNECTIVITY, "the machine went away")
                .build());

    DeployError error = left(deployer.deploy(BROKEN, DeployTarget.RUNNING, OPTIONS));

    assertEquals("stack.unhealthy", error.code().value());
    assertTrue(
        error.causes().stream().anyMatch(cause -> cause.contains("could not be put back")),
        error.causes()::toString);
    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));
    assertEquals(FIRST, stored().config());
    assertTrue(stored() instanceof Running);
  }

  @Test
  void keepsTheOneInForceHoweverManyFailAfterIt() {
    running(FIRST);
    ReleaseId first = inForce();
    breakImages(world);
    for (int number = 1; number <= 7; number++) {
      left(
          deployer.deploy(
              withImage("example/tracker" + number + ":broken"), DeployTarget.RUNNING, OPTIONS));
    }

    assertEquals(first, inForce());
    assertEquals(5, releases().size());
  }
}
